import { Field } from '../form/field.tsx'

/** Points and the reason for them, named `points` and `reason`. More than the assignment's points are allowed: a bonus. */
export function OverrideFields(props: {
  labels: { points: string; reason: string; reasonHint?: string }
  values: { points: string; reason: string }
}) {
  const { labels, values } = props
  return (
    <>
      <Field
        label={labels.points}
        name="points"
        type="number"
        min={0}
        max={10_000}
        step="any"
        required
        defaultValue={values.points}
      />
      <Field
        label={labels.reason}
        hint={labels.reasonHint}
        name="reason"
        required
        maxLength={500}
        autoComplete="off"
        defaultValue={values.reason}
      />
    </>
  )
}
