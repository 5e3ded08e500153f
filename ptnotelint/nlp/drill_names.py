"""What stands around an impairment's word that only names a drill, or how a drill was done: no reason by itself."""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded

# the rest of a name that an impairment opens: "trigger point release", "postural set"
NAMING = guarded(r"\s(?:capsulitis|arcs?|sets?|massage|release|mobs?|mobili[sz]ations?|stretch(?:es|ing)?|glides?|techniques?|(?:neuromuscular )?facilitation|boards?|beam|ball|machine|drainage|ex'?s)\b")
# what the therapist kept an eye on or put right shows how it was done
TENDED = guarded(r"\b(?:eyes? on|watch(?:ed|ing)|monitor(?:ed|ing)|fix(?:ed|ing)|correct(?:ed|ing)|check(?:ed|ing))\s(?:[\w'-]+\s){0,3}\Z")
DRILLED = guarded(r"habituat|shift|bearing|facilitation|pursuit|saccad|convergence|optokinetic|training|stimulation|brushing|fall")  # named as drills more often than as what is wrong
# a movement or a thing that an impairment's word only tells the kind of: "posture hold", "ankle strategy sways", "fine motor items"
KIND_OF = guarded(r"[ -](?:sit(?:ting|s)?|stand(?:ing|s)?|holds?|sways?|reach(?:es|ing)?|items|tasks?|walk(?:ing|s)?|steps?|stepping|rocks?|rocking|shifts?|taps?|march\w*|squats?|raises?|lifts?|lift-?offs?|press(?:es)?|curls?|rows?|toss(?:es)?|catch(?:es)?|throws?|circles|turns|pos(?:e|es)|swings?|hops?|lunges?|bridges?|planks?|kneel\w*|slides?|games?|circuit|course|station|poles?|reps)\b")
# balance as a drill with a surface or a dose behind it is an exercise's name, not an impairment
DRILL = guarded(r"\s*(?:on (?:a |the )?(?:foam|airex|bosu|cushion|pillow|disc|wobble|tilt|dyna|rocker|board|firm|floor|balance|mat|uneven)|board|beam|pad|\d|x\s?\d|\+)")
