"""Compilation of functions that kernels call: machine code is made once, of the whole kernel.

Numba optimizes every function alone, makes machine code of it and a wrapper for Python, then links
it into its callers and optimizes it there again. Functions that only kernels call need none of
that. Here they stay intermediate code until an entry is compiled, which halves the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numba
from llvmlite.binding import Linkage
from numba.core import codegen, compiler, compiler_machinery, config, extending, typed_passes
from numba.core.compiler_lock import require_global_compiler_lock
from numba.core.lowering import Lower
from numba.core.registry import CPUDispatcher


class _InnerLibrary(codegen.JITCodeLibrary):
    """The intermediate code of one function, and the libraries of those that it calls."""

    def finalize(self) -> None:
        """Take the code as it is; it is optimized with the entry that it is linked into."""
        require_global_compiler_lock()
        self._raise_if_finalized()
        for library in self._linking_libraries:
            self._reload_init.update(library._reload_init)
        self._finalized = True

    def _get_module_for_linking(self) -> Any:
        """Return the code of the function and of all that it calls, for an entry to link."""
        if self._shared_module is None:
            whole = self._final_module.clone()
            for library in self._called():
                own = isinstance(library, _InnerLibrary)
                whole.link_in(
                    library._final_module if own else library._get_module_for_linking(),
                    preserve=True,
                )
            self._shared_module = whole
        return self._shared_module

    def _called(self) -> list[Any]:
        """Return the libraries of all functions that this one calls, directly or not, each once.

        Callers come before what they call: a function that nothing refers to yet is left out when
        its module is linked.
        """
        done: dict[Any, None] = {}  # what is called first
        entered: set[Any] = set()
        open_ones: list[tuple[Any, bool]] = [(one, False) for one in self._linking_libraries]
        while open_ones:
            library, left = open_ones.pop()
            if left:
                done[library] = None
            elif library not in entered and library is not self:
                entered.add(library)
                open_ones.append((library, True))
                if isinstance(library, _InnerLibrary):
                    open_ones += [(one, False) for one in library._linking_libraries]
        return list(reversed(done))


def _handle() -> Callable[..., Any]:
    """Return what stands for a compiled function where numba wants its Python wrapper.

    It must be a function of C, and one of its own for every compiled function; it is never called.
    """
    return [].append


@compiler_machinery.register_pass(mutates_CFG=True, analysis_only=False)
class _InnerLowering(typed_passes.BaseNativeLowering):
    """Lowering to intermediate code, without machine code and wrappers."""

    _name = "inner_lowering"

    @property
    def lowering_class(self) -> type[Lower]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return Lower

    def run_pass(self, state: Any) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Lower a function and tell callers where its code is."""
        state.library = _InnerLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        changed = super().run_pass(state)
        lowered, handle = state["cr"], _handle()
        state.library._ensure_finalized()
        for name in _functions_of(state.library):
            state.library._final_module.get_function(name).linkage = "linkonce_odr"
        state.targetctx.insert_user_function(handle, lowered.fndesc, [state.library])
        state.reload_init.extend(state.library._reload_init)
        state["cr"] = lowered._replace(cfunc=handle)
        return changed


def _functions_of(library: _InnerLibrary) -> list[str]:
    """Return the functions visible outside their module, whose copies must be able to merge."""
    external = Linkage.external
    functions = library._final_module.functions
    return [f.name for f in functions if not f.is_declaration and f.linkage == external]


class InnerCompiler(compiler.CompilerBase):
    """Numba's passes, with lowering to intermediate code only."""

    def define_pipelines(self) -> list[Any]:
        """Return the passes."""
        # Set here, for numba offers no option of this name.
        self.state.flags.no_compile = True
        passes = compiler.DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.passes = [
            (_InnerLowering, about) if made is typed_passes.NativeLowering else (made, about)
            for made, about in passes.passes
        ]
        passes.finalize()
        return [passes]


class InnerDispatcher(CPUDispatcher):
    """A function that kernels call; for calls from Python numba compiles it once more."""

    def __init__(self, function: Callable[..., Any], options: Mapping[str, Any]) -> None:
        quick = {**options, "nopython": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
        super().__init__(function, targetoptions=quick, pipeline_class=InnerCompiler)
        self._options = dict(options)
        self._from_python: Any = None

    def __call__(self, *args: Any, **kws: Any) -> Any:
        """Return what the function returns."""
        if self._from_python is None:
            self._from_python = numba.njit(self.py_func, **self._options)
        return self._from_python(*args, **kws)

    def add_overload(self, cres: Any) -> None:
        """Keep the code of a signature; Python cannot call it."""
        self.overloads[tuple(cres.signature.args)] = cres


def overload(function: Callable[..., Any], **options: Any) -> Callable[..., Any]:
    """Like numba's decorator of this name with ``options`` of its compiler, for kernels only."""
    quick: Any = {**options, "pipeline_class": InnerCompiler, "no_cfunc_wrapper": True}
    return extending.overload(function, jit_options=quick)


def inner_function(function: Callable[..., Any], **options: Any) -> Callable[..., Any]:
    """Return a function for kernels, compiled with numba's ``options``.

    Where numba is told not to compile (NUMBA_DISABLE_JIT), the function stays as it is.
    """
    if vars(config)["DISABLE_JIT"]:
        return function
    return InnerDispatcher(function, options)
