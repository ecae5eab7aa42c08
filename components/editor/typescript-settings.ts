/** What the editor's TypeScript knows: the language, what the cage gives of tfjs, and the kit. No browser, no Node. */
import { madeFile } from '../ui/made-file.ts'
import type { Monaco } from './load-monaco.ts'

/** Written by runner/build/editor-types.ts. */
interface EditorTypes {
  tfjs: string
  onRequest: Record<string, { given: string; refused: string }>
  kit: string
  globals: string
}

export function applyCompilerOptions({ typescript }: Monaco): void {
  typescript.typescriptDefaults.setCompilerOptions({
    // ES2022: the interface of Monaco ends its list at ES2020. The library is what every browser of the course has.
    target: Number(9),
    lib: ['es2023'],
    module: typescript.ModuleKind.ESNext,
    moduleResolution: typescript.ModuleResolutionKind.NodeJs,
    strict: true,
    noEmit: true,
    allowNonTsExtensions: true,
  })
  typescript.typescriptDefaults.setEagerModelSync(true)
  // 2304-like errors about missing modules would flash before the types are here: see applyTypes.
  typescript.typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true })
}

/**
 * Fetches the generated types and turns checking on. Without them (offline, a build that was not finished) the editor
 * still edits: it only stops to complain about imports it cannot know.
 */
export async function applyTypes({ typescript }: Monaco, permits: readonly string[]): Promise<void> {
  const types = await fetchTypes()
  if (!types) return
  const requested = Object.entries(types.onRequest).map(([name, text]) =>
    permits.includes(name) ? text.given : text.refused,
  )
  typescript.typescriptDefaults.setExtraLibs([
    { filePath: 'file:///node_modules/@tensorflow/tfjs/index.d.ts', content: [types.tfjs, ...requested].join('\n') },
    { filePath: 'file:///node_modules/kit/index.d.ts', content: types.kit },
    { filePath: 'file:///globals.d.ts', content: types.globals },
  ])
  typescript.typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: false })
}

async function fetchTypes(): Promise<EditorTypes | null> {
  try {
    const types: unknown = await (await fetch(madeFile('editor-types.json'))).json()
    const onRequest: unknown = Reflect.get(Object(types), 'onRequest')
    return {
      tfjs: readField(types, 'tfjs'),
      kit: readField(types, 'kit'),
      globals: readField(types, 'globals'),
      onRequest: Object.fromEntries(
        Object.entries(Object(onRequest)).map(([name, text]) => [
          name,
          { given: readField(text, 'given'), refused: readField(text, 'refused') },
        ]),
      ),
    }
  } catch (cause) {
    console.warn('The editor has no types: completion and checking stay off.', cause)
    return null
  }
}

function readField(value: unknown, field: string): string {
  const found: unknown = Reflect.get(Object(value), field)
  if (typeof found !== 'string') throw new TypeError(`editor-types.json has no ${field}`)
  return found
}
