/** Names that the kit exports, for the compiler's "the kit has no …": held against the kit itself by a test. */
export const kitExports: readonly string[] = [
  'gauss',
  'globalNorm',
  'normals',
  'orthogonal',
  'probeDeltas',
  'truncatedNormal',
  'uniforms',
]
