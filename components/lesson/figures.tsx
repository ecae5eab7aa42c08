'use client'

import dynamic from 'next/dynamic'

// Each figure is a script of its own, so that a lesson loads the one that it shows. The server draws them all.
export const ClipFigure = dynamic(() => import('../figures/clip-figure.tsx').then((module) => module.ClipFigure))
export const DepthFigure = dynamic(() => import('../figures/depth-figure.tsx').then((module) => module.DepthFigure))
export const EdgeOfChaosFigure = dynamic(() =>
  import('../figures/edge-of-chaos-figure.tsx').then((module) => module.EdgeOfChaosFigure),
)
export const ResidualFigure = dynamic(() =>
  import('../figures/residual-figure.tsx').then((module) => module.ResidualFigure),
)
