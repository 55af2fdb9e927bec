"""Words that settle what a name is not."""

from __future__ import annotations

from data.exercises.words import word_set

# Any of these and the whole name is a stretch, a pose or a massage, whatever else it holds.
STRETCHES = word_set("stretch stretching mobility smr yoga pose foam roller rolling pilate myofascial massage")

# With one of these a name is about the hip or the leg: never settled as zero share without a head.
HIP_OR_LEG = word_set(
    "hip glute gluteal gluteo glutei butt booty leg legcurl legextension legpress hamstring ham quad thigh squat "
    "lunge deadlift thrust bridge hinge swing clean snatch kickback pullthrough kick knee stiff romanian good "
    "morning step stepup jump hop bound prowler sissy pistol abduction adduction hyperextension pelvic posterior "
    "groin adductor abductor trust donkey walk carry lift getup"
)

# Main action at shoulder, elbow, wrist, neck, ankle or trunk, or cardio: zero share (rule of the exercise table).
UPPER_OR_CARDIO = word_set(
    "bench press curl row pulldown pushdown pullover pullapart pushup pullup chinup chin dip fly raise crunch situp "
    "plank shrug tricep bicep delt deltoid lat pec pectoral chest shoulder arm wrist forearm neck abdominal oblique "
    "twist rotation rotational rotator rotary woodchop chop woodchopper rollout skullcrusher skull crossover face "
    "pallof vup jerk handstand muscleup lever flag hang windmill slam throw toss pass punch boxing dance spin "
    "spinning cycling bike biking cycle run running treadmill swim swimming elliptical rowing rower erg ski hike "
    "hiking skating skate snowboarding climbing rope burpee climber crawl jack hollow bug bend sprint superset "
    "trap trapeziu upper back pull push grip handle stretching serratu scapular scapula y t w i arnold cuban svend "
    "preacher spider hammer zottman concentration military overhead kickboxing tennis soccer basketball football "
    "golf volleyball badminton martial meditation walking hammerstrength gorilla renegade pendlay meadow tate jm "
    "landmine tire battle wheel dragon body torso trunk core heel toe sternum circle around jackknife inchworm "
    "bicycle v l sit iron cross bear wiper mountaineer skier cardio aerobic aerobics jogging jog walk skip jump "
    "ergometer rowingmachine bodypump hiit bicycling groiner spiderman halo cat cow ankle balance "
    "dragonfly inverted katana pulley warmup"
)

# Words that part near-alike exercises: left over beside a head, they make the name one to ask about.
VETO = word_set(
    "abduction adduction press curl extension row raise fly calf tricep lateral single seated split front hack "
    "goblet jump jumping half hop bound kickback legpress legcurl legextension squat lunge deadlift thrust bridge "
    "hold isometric"
)

# Squats differ in share by kind (0, .5 and 1): with an unknown word beside these a squat is asked.
SQUATS = frozenset({"Squat", "Squat (Barbell)", "Squat (Bodyweight)", "Single Leg Squat", "Hack Squat"})
SQUAT_MAY_HOLD = word_set(
    "back full deep wide narrow close stance high low bar olympic competition comp heel elevated raised atg parallel "
    "below light heavy speed dynamic top set main beltless raw chain pin stop touch go practice pulse pulsing deload "
    "volume warmup work backoff max amrap weighted reverse grip belt one legged single leg box bench ball "
    "alternating plateloaded standing squat wrap sleeve free weight barefoot isometric pause"
)

# What comes after one of these is a second part: the first part names the set.
JOINERS = word_set("to with into then and & plus avec con com mit in onto")

# A name with "thrust" must never be wrong: with any other word beside these it is asked.
THRUST_MAY_HOLD = word_set(
    "pause hip thrust thruster single leg barbell dumbbell kettlebell smith machine cable band bodyweight "
    "plateloaded glute bench elevated shoulder weighted heavy light top set back warm warmup work the main old new "
    "bar squat clean press"
)
