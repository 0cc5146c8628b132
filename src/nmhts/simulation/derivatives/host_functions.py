"""Batches computed on the host as functions of JAX arrays, with reverse mode.

Code around such a function may be differentiated, compiled and vmapped. The computation stays in
compiled kernels on the host. JAX gets a primitive that calls them: directly on concrete values, and
from within compiled code by a callback that receives NumPy arrays. ``jax.pure_callback`` would
first make JAX arrays of its arguments, above 0.1 MB in another task of the thread pool that the
callback itself occupies. On one CPU, or with two Python threads, no thread is left to run that
task, and the program stands still.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Literal

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.core import ShapedArray
from jax.extend.core import Primitive
from jax.interpreters import ad, batching, mlir
from jax.typing import ArrayLike

from nmhts.errors import SimulationError

Job = Literal["run", "record", "pull"]
"""Task of the host: outputs; outputs that will probably be pulled back next, so that the run may be
kept; cotangents of the inputs."""


class HostFunction(ABC):
    """A differentiable function of arrays by name, [b, ...] each, computed on the host.

    It returns arrays by name and has reverse mode. A subclass gives the computation
    (``output_shapes``, ``on_host``) and the messages on unsupported modes.
    """

    WHAT = "functions on the host"
    NO_FORWARD_MODE = "functions on the host have reverse mode only (jax.grad, jax.vjp, jax.jacrev)"
    NO_SECOND_ORDER = "gradients of functions on the host cannot be differentiated once more"

    def __init__(self, outputs: Sequence[str]):
        self.outputs = tuple(outputs)
        self._run = jax.custom_vjp(lambda inputs: self._forward(inputs, "run"))
        self._run.defvjp(lambda inputs: (self._forward(inputs, "record"), inputs), self._cotangents)

    @abstractmethod
    def output_shapes(self, count: int) -> list[tuple[int, ...]]:
        """Return the shapes of the outputs of a batch of ``count``."""

    @abstractmethod
    def on_host(
        self, names: Sequence[str], arrays: Sequence[np.ndarray], job: Job
    ) -> list[np.ndarray]:
        """Return the outputs, or the cotangents of the inputs ("pull"), without JAX.

        Parameters: names and arrays of the inputs, followed by the cotangents of the outputs if
        those of the inputs are wanted. The arrays are JAX's: valid during the call only.
        """

    def run(self, arrays: Mapping[str, Array]) -> dict[str, Array]:
        """Return the outputs by name.

        Errors: SimulationError if JAX computes in float32, TypeError for forward mode.
        """
        try:
            return self._run(dict(arrays))
        except (TypeError, NotImplementedError) as error:
            # JAX refuses to push a tangent through a custom_vjp, without advice on what to do.
            if "custom_vjp" in str(error) or "custom_lin" in str(error):
                raise TypeError(self.NO_FORWARD_MODE) from error
            raise

    def arrays(self, inputs: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Return inputs as float64 arrays; errors as :meth:`run`."""
        if not jax.config.read("jax_enable_x64"):
            raise SimulationError(f"JAX computes in float32: {self.WHAT} need jax_enable_x64")
        return {name: jnp.asarray(values, dtype=float) for name, values in inputs.items()}

    def _forward(self, inputs: Mapping[str, Array], job: Job) -> dict[str, Array]:
        names = tuple(sorted(inputs))
        found = _batch_p.bind(*(inputs[name] for name in names), run=self, names=names, job=job)
        return dict(zip(self.outputs, found, strict=True))

    def _cotangents(
        self, inputs: Mapping[str, Array], given: Mapping[str, Array]
    ) -> tuple[dict[str, Array]]:
        names = tuple(sorted(inputs))
        arrays = [inputs[name] for name in names] + [given[name] for name in self.outputs]
        found = _batch_p.bind(*arrays, run=self, names=names, job="pull")
        return (dict(zip(names, found, strict=True)),)


# One primitive for run and backward pass: both are a call on the host for each batch.

_batch_p = Primitive("host_batch")
_batch_p.multiple_results = True


@_batch_p.def_impl
def _(*arrays, run, names, job):
    return [jnp.asarray(a) for a in run.on_host(names, [np.asarray(a) for a in arrays], job)]


@_batch_p.def_abstract_eval
def _(*avals, run, names, job):
    if job == "pull":
        return list(avals[: len(names)])
    return [ShapedArray(s, avals[0].dtype) for s in run.output_shapes(avals[0].shape[0])]


def _lower(context, *operands, run, names, job):
    results, _, _ = mlir.emit_python_callback(
        context,
        lambda *arrays: tuple(run.on_host(names, arrays, job)),
        None,
        list(operands),
        context.avals_in,
        context.avals_out,
        has_side_effect=False,
        returns_token=False,
    )
    return results


def _batch(arrays, dims, **parameters):
    """Merge a vmapped axis into the batch, so that it is still one call."""
    size = next(a.shape[d] for a, d in zip(arrays, dims, strict=True) if d is not None)
    count = None
    wide = []
    for a, d in zip(arrays, dims, strict=True):
        a = jnp.broadcast_to(a, (size, *a.shape)) if d is None else jnp.moveaxis(a, d, 0)
        count = a.shape[1]
        wide.append(a.reshape(size * count, *a.shape[2:]))
    found = _batch_p.bind(*wide, **parameters)
    return [a.reshape(size, count, *a.shape[1:]) for a in found], [0] * len(found)


def _refuse(*_, run, **__):
    raise TypeError(run.NO_SECOND_ORDER)


mlir.register_lowering(_batch_p, _lower, cacheable=False)
batching.primitive_batchers[_batch_p] = _batch
ad.primitive_jvps[_batch_p] = _refuse
