import { Field, formatDate, useLanguage } from '@daohu/ui';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useId } from 'react';

interface DayFieldProps {
  readonly label: string;
  /** `2016-04-18`, or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly faults?: ReactNode;
}

export function DayField({ label, value, onChange, faults }: DayFieldProps) {
  const { language } = useLanguage();
  const id = useId();
  return (
    <div>
      <Field id={id} label={label}>
        {(attributes) => (
          <DatePicker
            {...attributes}
            className="draft-day"
            value={value === '' ? null : dayjs(value)}
            format={(day) => formatDate(day.format('YYYY-MM-DD'), language)}
            onChange={(day) => onChange(day && !Array.isArray(day) ? day.format('YYYY-MM-DD') : '')}
          />
        )}
      </Field>
      {faults}
    </div>
  );
}
