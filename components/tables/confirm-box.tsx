/** A question that has to be answered with yes before what is planned can be done. */
export function ConfirmBox(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex items-start gap-2.5 rounded-[10px] border border-edge px-4 py-3 text-sm">
      <input
        type="checkbox"
        className="mt-0.5"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  )
}
