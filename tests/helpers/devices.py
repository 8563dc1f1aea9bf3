"""Stand-ins for a graphics card: the memory of this machine, and code for its processor or the code made for CUDA."""

import ctypes
import re
import threading
from types import SimpleNamespace
from unittest import mock

import llvmlite.binding as llvm
import numpy as np
from numba import typeof, types

CAPABILITY = (8, 0)


class HostDevice:
    """Memory of this machine, and what a device runs, compiled for the processor; lanes in disorder."""

    def __init__(self, free=1 << 30):
        self.free = free
        self.launches = []

    def stream(self):
        return HostStream(self)

    def run(self, function, lanes, *args):
        for t in reversed(range(lanes)):
            function(t, *args)

    def free_bytes(self):
        return self.free


class HostStream:
    """Keeps room by name, as a device's does."""

    def __init__(self, device):
        self.device, self.rooms = device, {}

    def put(self, name, array):
        out = self.room(name, len(array), array.dtype)
        out[:] = array
        return out

    def room(self, name, n, dtype):
        if name not in self.rooms or len(self.rooms[name]) < n:
            self.rooms[name] = np.empty(max(n, 1), dtype)
        out = self.rooms[name][:n]
        out.view(np.uint8)[:] = 0x5A  # what is in it must not matter
        return out

    def get(self, array, into):
        assert len(array) == len(into)
        into[:] = array

    def launch(self, function, lanes, *args):
        self.device.launches.append((function, lanes))
        self.device.run(function, lanes, *args)


class CudaCodeDevice(HostDevice):
    """Runs what Numba makes for CUDA: the intermediate code that NVIDIA's compiler would get, by another compiler."""

    def __init__(self, free=1 << 30):
        super().__init__(free)
        self.code, self.kernels = {}, {}
        self.one = threading.Lock()  # the number of a lane is one variable

    def run(self, function, lanes, *args):
        with self.one:
            if function not in self.kernels:
                self.code[function] = code_for_cuda(function, args)
                self.kernels[function] = OnProcessor(self.code[function].intermediate)
            self.kernels[function](lanes, args)

    def ptx(self, function):
        """What NVIDIA's compiler made of a function that was launched; None where that is not installed."""
        return self.code[function].ptx


def code_for_cuda(function, args):
    """The kernel of a function of Demerit's: its `intermediate` code, module by module, and its `ptx`.

    That is what NVIDIA's compiler makes of it, and None where that is not installed.
    """
    from numba import cuda
    from numba.cuda.codegen import CUDACodeLibrary

    from demerit.month import kernels

    kept: list[str] = []
    compiled = CUDACodeLibrary.get_asm_strs

    def keeping(library, cc=None):
        kept[:] = library.llvm_strs
        return compiled(library, cc) if nvidia_compiles() else [None]

    device = SimpleNamespace(compute_capability=CAPABILITY)
    with (
        mock.patch.object(CUDACodeLibrary, "get_asm_strs", keeping),
        mock.patch("numba.cuda.dispatcher.get_current_device", return_value=device),
    ):
        signature = types.void(types.int64, typeof(args))
        ptx, _ = cuda.compile_ptx(getattr(kernels, function.__name__).py_func, signature, cc=CAPABILITY, abi="numba")
    return SimpleNamespace(intermediate=kept, ptx=ptx)


def nvidia_compiles():
    """Whether NVIDIA's compiler is installed; it needs no device."""
    from numba.cuda.cudadrv import nvrtc, nvvm

    try:
        return nvvm.NVVM() and nvrtc.get_arch_option(*CAPABILITY)
    except Exception:  # of several kinds, by what is missing
        return False


LANE = """
@at = global i32 0
define i32 @lane_tid() { %t = load i32, ptr @at
ret i32 %t }
define i32 @lane_ntid() { ret i32 1 }
define i32 @lane_ctaid() { ret i32 0 }
"""
POINTER = re.compile(r"(?:\bi\d+|\bptr|\[\d+ x [^\[\]{}]*?\]|\{[^{}]*\})\*")


class OnProcessor:
    """A kernel for CUDA, turned into code for this processor; the number of a lane is a variable."""

    def __init__(self, modules):
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        module = llvm.parse_assembly(LANE)
        for text in modules:
            module.link_in(llvm.parse_assembly(for_processors(text)))
        module.verify()
        machine = llvm.Target.from_default_triple().create_target_machine(opt=1, jit=True)
        module.triple, module.data_layout = llvm.get_default_triple(), str(machine.target_data)
        (entry,) = [f.name for f in module.functions if f.name.startswith("_ZN7demerit5month7kernels")]
        assert not [f.name for f in module.functions if f.is_declaration]  # all that it calls is there
        for function in module.functions:
            if function.name != entry:
                function.linkage = "internal"
        passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=1))
        passes.getModulePassManager().run(module, passes)
        self.engine = llvm.create_mcjit_compiler(module, machine)
        self.engine.finalize_object()
        self.address = self.engine.get_function_address(entry)
        self.at = ctypes.c_int32.from_address(self.engine.get_global_value_address("at"))

    def __call__(self, lanes, args):
        words = [lanes, *(word for arg in args for word in flat(arg))]
        run = ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * len(words))(self.address)
        for t in range(lanes + 3):  # a block has more lanes than are asked for
            self.at.value = t
            run(*words)


def for_processors(text):
    """Intermediate code without what is CUDA's alone: its target, its registers, what its pointers point to."""
    text = re.sub(r'^(?:target |!nvvm|@"?llvm\.used).*$', "", text, flags=re.M)
    for register in ("tid", "ntid", "ctaid"):
        text = text.replace(f'@"llvm.nvvm.read.ptx.sreg.{register}.x"', f"@lane_{register}")
    number = 1
    while number:
        text, number = POINTER.subn("ptr", text)
    return text


def flat(arg):
    """What an argument is to a kernel: a number, or an array's owners, length, item size, address, shape, step."""
    if isinstance(arg, int):
        return [arg]
    return [0, 0, len(arg), arg.itemsize, arg.ctypes.data, len(arg), arg.itemsize]
