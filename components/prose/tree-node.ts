/** As much of a hast node as the plugins for Markdown need. */
export interface TreeNode {
  type: string
  value?: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: TreeNode[]
}
