"""Code is laid out for the model of a processor that is fastest here; the instructions are this processor's own."""

import os
import subprocess
import sys

import llvmlite.binding as llvm
import pytest

from demerit.processor import MODEL, WIDE, model

NAMED = """
import numba, demerit.draws
from numba.core.registry import cpu_target
print(*cpu_target.target_context.codegen().magic_tuple()[1:], sep="\\n")
"""


def printed(**given):
    environment = {name: value for name, value in os.environ.items() if name != "NUMBA_CPU_NAME"} | given
    done = subprocess.run([sys.executable, "-c", NAMED], check=True, capture_output=True, text=True, env=environment)
    return done.stdout.split()


@pytest.mark.parametrize("processor", ["icelake-server", "sapphirerapids", "emeraldrapids", "graniterapids"])
def test_intels_servers_with_wide_vectors_are_compiled_for_as_for_another_model(processor):
    assert model(processor, {WIDE: True}) == MODEL


@pytest.mark.parametrize(
    ("processor", "features"),
    [
        ("skylake-avx512", {WIDE: False, "avx512f": True}),  # lowers its clock for 512 bits
        ("haswell", {"avx2": True}),
        ("znver4", {WIDE: True}),
        ("znver5", {WIDE: True}),
        ("apple-m1", {"neon": True}),
        ("generic", {}),
    ],
)
def test_any_other_is_compiled_for_as_itself(processor, features):
    assert model(processor, features) == ""


def test_a_model_brings_no_instruction_that_this_processor_lacks():
    processor, has = llvm.get_host_cpu_name(), llvm.get_host_cpu_features()
    assert printed() == [model(processor, has) or processor, has.flatten()]


def test_who_names_a_processor_is_heeded():
    assert printed(NUMBA_CPU_NAME="x86-64-v2")[0] == "x86-64-v2"
