/**
 * Sucrase's parser, which its index does not export. Both are imported by path, so that a bundle holds them once.
 * Can go when sucrase gives its tokens out.
 */
declare module 'sucrase/dist/index.js' {
  export { transform } from 'sucrase'
  export type { Options } from 'sucrase'
}

declare module 'sucrase/dist/parser/index.js' {
  export interface TypedToken {
    start: number
    end: number
    /** Part of a type or of a declaration that only types have. */
    isType: boolean
  }
  export function parse(
    source: string,
    isJSXEnabled: boolean,
    isTypeScriptEnabled: boolean,
    isFlowEnabled: boolean,
  ): { tokens: TypedToken[] }
}
