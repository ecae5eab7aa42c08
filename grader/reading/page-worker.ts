/** The inside of the page's reader: only what a Run needs. It stands in a frame of an opaque origin, as a cage does. */
import { compileLearner } from '../exercise/compile-learner.ts'
import { answerReading } from './answer-reading.ts'

const readings = { compileLearner }

addEventListener('message', (event: MessageEvent<{ command: string }>) => {
  void answerReading(event.data.command, readings).then((answer) => postMessage(answer))
})
