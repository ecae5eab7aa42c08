/**
 * What a waiting cage does again and again until its code comes: the gradients of a small network, by the same ways that
 * experiments and answers take. A fresh realm's code is interpreted, and tfjs's wasm module is compiled in haste; both
 * become several times faster after some use. Evaluated in the experiment's Compartment, like the libraries.
 */
import * as tf from '@tensorflow/tfjs'
import { leakyChainGradients, norm } from 'grader/experiments'
import { gauss } from 'kit'

const DEPTH = 4
const BATCH = 16
const WIDTH = 32

/** Runs once, some 40 launches. Keeps no tensor. */
export function rehearse(): void {
  tf.tidy(() => {
    const weights = Array.from({ length: DEPTH }, (_, l) => gauss([WIDTH, WIDTH], l))
    const x = gauss([BATCH, WIDTH], DEPTH)
    leakyChainGradients({ x, weights, slope: 0.1, upstream: x })
    const residual = (input: tf.Tensor): tf.Scalar =>
      weights
        .reduce((h, weight) => h.add(h.matMul(weight).relu().mul(0.1)), input)
        .tanh()
        .sub(x)
        .square()
        .mean()
    norm(tf.grad(residual)(x))
  })
}
