"""What lies here is loaded by the commands under test, and holds no tests itself."""

collect_ignore_glob = ["*.py"]
