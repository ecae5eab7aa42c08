import * as tf from '@tensorflow/tfjs'

/**
 * 交叉熵在 logits 处的梯度，每个样本各算各的。
 * @param logits [batch, classes]，绝对值最大到 10,000，可正可负
 * @param onehot [batch, classes]，每一行在正确的类别处为 1
 * @returns ∂𝓛/∂logits，𝓛 是各个样本的 −ln p（p 是正确类别的概率）之和，[batch, classes]
 */
export function ceLogitGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  // TODO：由你来写。
  return tf.zeros([logits.shape[0], logits.shape[1]])
}

/**
 * 同样的梯度，但损失对样本取平均。
 * @param logits 同上
 * @param onehot 同上
 * @returns [batch, classes]
 */
export function ceMeanGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  // TODO：由你来写。
  return tf.zeros([logits.shape[0], logits.shape[1]])
}

/**
 * 预测两个梯度有多长：只有一个样本，某个错误类别的 logit 是 `margin`，其余都是 0。
 * @param margin 那个错误类别的 logit
 * @param classes 类别数，至少 2
 * @returns ∂𝓛/∂logits 的长度：交叉熵的，以及平方误差 ‖logits − onehot‖² 的
 */
export function predictLengths(margin: number, classes: number): { crossEntropy: number; squaredError: number } {
  // TODO：用不着张量。
  return { crossEntropy: 0, squaredError: 0 }
}
