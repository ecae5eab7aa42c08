import '@tensorflow/tfjs-backend-cpu'
import { serveCage } from '../serve-cage.ts'
import { selectBackend } from './select-backend.ts'

serveCage('cpu', async () => {
  await selectBackend('cpu')
  return null
})
