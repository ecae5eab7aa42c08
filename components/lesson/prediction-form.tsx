'use client'

import dynamic from 'next/dynamic'

// A script of its own, as figures are. The server draws it all the same.
export const PredictionForm = dynamic(() =>
  import('../predictions/prediction-form.tsx').then((module) => module.PredictionForm),
)
