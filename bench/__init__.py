"""Speed, calibration and fuzzing: `python -m bench --list` names what can be measured."""
