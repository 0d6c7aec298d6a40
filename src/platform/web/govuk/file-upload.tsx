import type { VNode } from 'preact';
import { type Attributes, classNames } from './content.ts';
import { describedBy, FieldHintAndError, type FieldProps, FormGroup, InputLabel } from './form-group.tsx';
import { i18nAttributes, type PluralMessages } from './i18n.ts';

/** What a file upload takes. */
export interface FileUploadProps extends FieldProps {
  multiple?: boolean | undefined;
  /** Lets the browser script make a place to drop files onto. */
  javascript?: boolean | undefined;
  wrapperClasses?: string | undefined;
  wrapperAttributes?: Attributes | undefined;
  chooseFilesButtonText?: string | undefined;
  noFileChosenText?: string | undefined;
  multipleFilesChosenText?: PluralMessages | undefined;
  dropInstructionText?: string | undefined;
  enteredDropZoneText?: string | undefined;
  leftDropZoneText?: string | undefined;
}

/** Lets people choose a file and send it. */
export function FileUpload(props: FileUploadProps): VNode {
  const id = props.id || props.name;
  const classes = classNames('govuk-file-upload', props.classes);
  const input = (
    <input
      class={props.errorMessage ? `${classes} govuk-file-upload--error` : classes}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled}
      multiple={props.multiple}
      aria-describedby={describedBy(id, props, props.describedBy)}
      {...props.attributes}
    />
  );
  return (
    <FormGroup hasError={!!props.errorMessage} formGroup={props.formGroup}>
      <InputLabel id={id} label={props.label} />
      <FieldHintAndError id={id} words={props} />
      {props.formGroup?.beforeInput}
      {props.javascript ? <DropZone {...props}>{input}</DropZone> : input}
      {props.formGroup?.afterInput}
    </FormGroup>
  );
}

function DropZone(props: FileUploadProps & { children: VNode }): VNode {
  return (
    <div
      class={classNames('govuk-file-upload-wrapper', props.wrapperClasses)}
      data-module="govuk-file-upload"
      {...i18nAttributes({
        'choose-files-button': props.chooseFilesButtonText,
        'no-file-chosen': props.noFileChosenText,
        'multiple-files-chosen': props.multipleFilesChosenText,
        'drop-instruction': props.dropInstructionText,
        'entered-drop-zone': props.enteredDropZoneText,
        'left-drop-zone': props.leftDropZoneText,
      })}
      {...props.wrapperAttributes}
    >
      {props.children}
    </div>
  );
}
