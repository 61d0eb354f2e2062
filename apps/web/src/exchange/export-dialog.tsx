import { findSheetSet, hidesNumbers, sheetSets } from '@daohu/dictionary';
import { FaultSummary, Field, type FieldFault, Note, useWords } from '@daohu/ui';
import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useMay, useMe } from '../access/me.ts';
import { usePlaceName } from '../divisions/place-name.ts';
import { withParameters } from '../server/request.ts';
import { exportEn } from './export.messages.en.ts';
import { exportZhCn } from './export.messages.zh-cn.ts';

/** Of which place and year. */
export interface ExportWhat {
  readonly division: number;
  readonly year: number;
}

interface ExportDialogProps {
  readonly what: ExportWhat;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** 导出: one file of one set, masked unless the role may do otherwise and says why. */
export default function ExportDialog({ what, open, onClose }: ExportDialogProps) {
  const words = useWords({ zh: exportZhCn, en: exportEn });
  const me = useMe();
  const place = usePlaceName(what.division) ?? me.divisionName;
  const mayUnmask = useMay('exchange.exportUnmasked');
  const [setId, formatId, reasonId] = [useId(), useId(), useId()];
  const [set, setSet] = useState('R1');
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [wantsWhole, setUnmasked] = useState(false);
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(0);
  const chosen = findSheetSet(set);
  // A sheet without such numbers has nothing to mask, and what comes out can be imported again.
  const masks = chosen !== null && hidesNumbers(chosen);
  const unmasked = masks && wantsWhole;
  const reasonMissing = unmasked && reason.trim() === '';
  const faults = useMemo<FieldFault[]>(
    () => (sent > 0 && reasonMissing ? [{ fieldId: reasonId, sentence: words.reasonMissing }] : []),
    [sent, reasonMissing, reasonId, words],
  );
  const address = withParameters('export', {
    ...what,
    set,
    format,
    ...(unmasked ? { unmasked: true, reason: reason.trim() } : {}),
  });

  return (
    <Modal
      open={open}
      title={words.title}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {words.close}
        </Button>,
        <Button
          key="download"
          type="primary"
          {...(reasonMissing
            ? { onClick: () => setSent(sent + 1) }
            : { href: address, download: true, onClick: onClose })}
        >
          {words.download}
        </Button>,
      ]}
    >
      <FaultSummary title={words.faults} faults={faults} />
      <div className="form">
        <p lang="zh-CN">
          <strong>{words.what(place, what.year)}</strong>
        </p>
        <Field id={setId} label={words.set}>
          {(attributes) => (
            <Select
              {...attributes}
              value={set}
              onChange={setSet}
              options={sheetSets
                .filter((one) => one.isImported)
                .map((one) => ({ value: one.id, label: `${one.id} ${one.title}` }))}
            />
          )}
        </Field>
        <Field id={formatId} label={words.format}>
          {(attributes) => (
            <Select
              {...attributes}
              value={format}
              onChange={setFormat}
              options={[
                { value: 'xlsx' as const, label: words.xlsx },
                { value: 'csv' as const, label: words.csv },
              ]}
            />
          )}
        </Field>
        {mayUnmask && masks ? (
          <Checkbox checked={unmasked} onChange={(event) => setUnmasked(event.target.checked)}>
            {words.unmasked}
          </Checkbox>
        ) : null}
        {unmasked ? (
          <Field id={reasonId} label={words.reason} hint={words.unmaskedNote} fault={faults[0]?.sentence}>
            {(attributes) => (
              <Input.TextArea
                {...attributes}
                rows={2}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <Note>{masks ? words.masked : words.nothingToMask}</Note>
        )}
      </div>
    </Modal>
  );
}
