"""What a fault did is said in the page in Python's words."""

from capacity.simulate.effects import effects
from capacity.simulate.world import World
from tests.capacity.in_node import asked
from tests.capacity.simulating import any_scene

SCENES = 25
SCRIPT = """
const answer = given.map((scene) => effects(new World(scene).run()).map((each) => sentence(each)));
"""


def test_the_page_says_of_a_fault_what_python_says(node: str) -> None:
    scenes = [any_scene(seed) for seed in range(SCENES)]
    modules = {"simulate-world.mjs": "World", "simulate-effects.mjs": "effects, sentence"}

    answers = asked(node, modules, SCRIPT, [each.model_dump(mode="json") for each in scenes])

    for scene, there in zip(scenes, answers, strict=True):
        here = [each.sentence for each in effects(World(scene).run())]
        assert here == there
    said = " ".join(each for told in answers for each in told)
    for words in ("of its requests are lost", "stays at", "all is well again", "has not recovered"):
        assert words in said
