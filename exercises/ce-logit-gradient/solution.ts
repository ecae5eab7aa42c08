import * as tf from '@tensorflow/tfjs'

export function ceLogitGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    // Less the largest of its row no logit is above 0, and no exponential above 1; the quotient stays.
    const shifted = logits.sub(logits.max(1, true))
    const powers = shifted.exp()
    const p = powers.div(powers.sum(1, true))
    return p.sub(onehot).as2D(logits.shape[0], logits.shape[1])
  })
}

export function ceMeanGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  const [batch, classes] = logits.shape
  return tf.tidy(() => ceLogitGrad(logits, onehot).div(batch).as2D(batch, classes))
}

export function predictLengths(margin: number, classes: number): { crossEntropy: number; squaredError: number } {
  // Divided by the larger of e^margin and 1, so that neither a large margin nor a very negative one overflows.
  const top = Math.max(0, margin)
  const wrong = Math.exp(margin - top)
  const other = Math.exp(-top)
  const sum = wrong + (classes - 1) * other
  const [pWrong, pOther] = [wrong / sum, other / sum]
  return {
    crossEntropy: Math.hypot(pWrong, 1 - pOther, Math.sqrt(classes - 2) * pOther),
    squaredError: 2 * Math.hypot(margin, 1),
  }
}
