import { type ReactNode, useEffect, useId, useRef } from 'react';

/** What is wrong in one field of a form, in a sentence. */
export interface FieldFault {
  readonly fieldId: string;
  readonly sentence: string;
}

interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
  readonly children: (attributes: ControlAttributes) => ReactNode;
}

/** A label, a hint, the fault if there is one, and the control, tied together for assistive technology. */
export function Field({ id, label, hint, fault, children }: FieldProps) {
  const notes = [hint ? `${id}-hint` : null, fault ? `${id}-fault` : null].filter((note) => note !== null);
  return (
    <div className={fault ? 'field field-faulty' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {fault ? (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      ) : null}
      {children({
        id,
        ...(notes.length > 0 ? { 'aria-describedby': notes.join(' ') } : {}),
        ...(fault ? { 'aria-invalid': true as const } : {}),
      })}
    </div>
  );
}

/** The summary above a form that was sent with faults: takes the focus and leads to each field. */
export function FaultSummary({ title, faults }: { readonly title: string; readonly faults: readonly FieldFault[] }) {
  const summary = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <div className="fault-summary" ref={summary} tabIndex={-1} role="alert" aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.fieldId}>
            <a
              href={`#${fault.fieldId}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(fault.fieldId)?.focus();
              }}
            >
              {fault.sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
