"""Training and measuring: annotated notes in, exported weights or figures out; scikit-learn is imported only here."""
