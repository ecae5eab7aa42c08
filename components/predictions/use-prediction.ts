'use client'

import { useEffect, useState } from 'react'
import { parsePrediction, predictionKey } from './prediction.ts'
import type { Prediction, Question } from './prediction.ts'
import { useReader } from './reader.tsx'

/** A reader's prediction, kept in this browser; where the browser forbids that, for as long as the page stands. */
export function usePrediction(id: string, question: Question) {
  const { user, lesson } = useReader()
  const key = predictionKey(user, lesson, id)
  const [committed, setCommitted] = useState<Prediction | null>(null)
  // The server does not know what this browser keeps, so that the first picture has no prediction in it.
  useEffect(() => {
    const kept = attempt(() => parsePrediction(localStorage.getItem(key), question))
    if (kept !== null) setCommitted(kept)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the question is written in the lesson and stays
  }, [key])
  return {
    committed,
    commit(prediction: Prediction) {
      attempt(() => localStorage.setItem(key, JSON.stringify(prediction)))
      setCommitted(prediction)
    },
    forget() {
      attempt(() => localStorage.removeItem(key))
      setCommitted(null)
    },
  }
}

function attempt<T>(action: () => T): T | null {
  try {
    return action()
  } catch {
    return null
  }
}
