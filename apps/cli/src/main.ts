import { StartRefused } from '@daohu/db';
import { Command, CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import { CommandRefused, exitCodeOf, type Output, outputOf } from './output.ts';

const program = new Command('daohu')
  .description('到户 Daohu：精准扶贫工作系统的命令行 / the command line of Daohu')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .showHelpAfterError('（加 --help 查看用法）');

interface Common {
  readonly data?: string;
  readonly json?: boolean;
}

/** A command that may use the data folder, with `--json` as every command has it. */
function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--data <dir>', '数据文件夹，缺省为项目下的 .daohu')
    .option('--divisions <year>', '新的数据文件夹用哪一年的行政区划：2016（缺省）、2023')
    .option('--json', '标准输出只有一个 JSON 对象');
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Runs a command's body; loads its code only when it is asked for, so that `--help` answers at once. */
function run<Options extends Common>(body: (output: Output, options: Options, ...words: string[]) => Promise<void>) {
  return async (...given: unknown[]) => {
    const options = given.at(-2) as Options;
    const words = given.slice(0, -2) as string[];
    await body(outputOf(options.json === true), options, ...words);
  };
}

program
  .command('start')
  .description('启动网页系统（同 npm start）')
  .allowUnknownOption()
  .allowExcessArguments()
  .helpOption(false)
  .action(async () => {
    process.argv.splice(2, 1);
    await import('@daohu/server/main');
    await new Promise(() => {});
  });

command('import <file>', '导入 .xlsx 或 .csv；不加 --apply 只预览')
  .option('--set <id>', '表的种类：R1、R3、R4、R7、E1、E2、E3；缺省按表头识别')
  .option('--year <year>', '数据年度')
  .option('--within <division>', '数据所属行政区划，代码或名称')
  .option('--apply', '预览之后写入台账')
  .option('--rows <n>', '每个清单列出的行数', '100')
  .action(
    run(async (output, options: never, file) => (await import('./import.ts')).importFile(file!, options, output)),
  );

command('imports', '列出各次导入').action(
  run(async (output, options: never) => (await import('./manage-imports.ts')).showImports(options, output)),
);

command('undo <import>', '撤销一次导入').action(
  run(async (output, options: never, id) => (await import('./manage-imports.ts')).undoImportById(id!, options, output)),
);

command('reset-password <account>', '重置一个账号的密码（最后一个管理员忘记密码时）').action(
  run(async (output, options: never, name) =>
    (await import('./reset-password.ts')).resetPasswordOf(name!, options, output),
  ),
);

command('recode-county <from> <to>', '县级代码变更（县改市、县改区）：把一个县的全部记录改到新代码下')
  .requiredOption('--name <name>', '变更后的名称')
  .requiredOption('--on <date>', '变更日期，YYYY-MM-DD')
  .action(
    run(async (output, options: never, from, to) =>
      (await import('./recode-county.ts')).recodeCountyByCode(from!, to!, options, output),
    ),
  );

command('export', '导出一种表；缺省脱敏')
  .requiredOption('--set <id>', '表的种类：R1、R3、R4、R7、E1、E2、E3')
  .requiredOption('--division <division>', '行政区划，代码或名称')
  .requiredOption('--year <year>', '数据年度')
  .option('--out <file>', '写到这个文件')
  .option('--format <format>', 'xlsx 或 csv')
  .option('--unmasked', '证件号码等不脱敏；须写明理由，并留痕')
  .option('--reason <text>', '不脱敏的理由')
  .action(run(async (output, options: never) => (await import('./export.ts')).exportSet(options, output)));

command('evaluate', '按规则核查一个地区的各户或各村')
  .option('--rule <rule>', '规则', 'exit-household')
  .requiredOption('--division <division>', '行政区划，代码或名称')
  .option('--as-of <date>', '核查日期，YYYY-MM-DD；缺省为最近有台账的年度的年末')
  .option('--law <pack>', '试算：全部按这份文件的规定，例如 hunan-2016；缺省为各地适用的规定')
  .option('--households', '逐户列出结论')
  .option('--list <verdict>', '只列出 met 达到、unmet 未达到或 unknown 未知的户（村），各写明是哪些条件')
  .option('--cause <key>', '与 --list 同用：只要因这个条件的，写条件的编号')
  .option('--out <file>', '与 --list 同用：写成文件，.xlsx 或 .csv')
  .action(run(async (output, options: never) => (await import('./evaluate.ts')).evaluate(options, output)));

command('explain <household>', '说明一户能否脱贫：每个条件的数值、标准和条文；可写户编号或 县代码/户ID')
  .option('--as-of <date>', '核查日期，YYYY-MM-DD；缺省为最近有台账的年度的年末')
  .option('--rule <rule>', '规则', 'exit-household')
  .option('--law <pack>', '试算：按这份文件的规定，例如 hunan-2016；缺省为当地适用的规定')
  .action(
    run(async (output, options: never, household) =>
      (await import('./explain.ts')).explain(household!, options, output),
    ),
  );

command('judge', '按全部规则核查全部的户、人、村，并保存结论')
  .option('--as-of <date>', '核查日期，YYYY-MM-DD；缺省为最近有台账的年度的年末')
  .action(run(async (output, options: never) => (await import('./judge.ts')).judge(options, output)));

command('what-if', '试算：改动政策参数后，各地有多少户（人、村）的结论会变，待遇金额变多少')
  .option('--set <parameter=value>', '参数和新值，单位与参数相同，可重复', collect, [])
  .option('--rule <rule>', '规则', 'exit-household')
  .option('--by <level>', '按哪一级列出：city 市、county 县、township 乡镇、village 村', 'county')
  .option('--division <division>', '行政区划，代码或名称；缺省为全国')
  .option('--as-of <date>', '核查日期，YYYY-MM-DD；缺省为最近有台账的年度的年末')
  .action(run(async (output, options: never) => (await import('./what-if.ts')).whatIf(options, output)));

command('synth', '生成一个虚构的省（真实区划、虚构的户和人）')
  .requiredOption('--households <n>', '户数')
  .option('--province <code>', '42 湖北、43 湖南、44 广东、99 示范省', '42')
  .option('--county <county>', '只要一个县，代码或名称')
  .option('--seed <n>', '随机种子；相同则结果相同', '1')
  .requiredOption('--out <dir>', '写到这个文件夹')
  .option('--year <year>', '年度', '2017')
  .option('--sets <ids>', '要写的表', 'R1,R3,R4')
  .option('--format <format>', 'csv 或 xlsx', 'csv')
  .option('--split <how>', 'whole 全省一个文件，county 每县一个', 'whole')
  .option('--mistakes <rate>', '放入错误的户的比例，0 到 1', '0')
  .action(run(async (output, options: never) => (await import('./synth.ts')).synthesise(options, output)));

const policy = program.command('policy').description('政策包：检查、例子、比较');

policy
  .command('check [folder]')
  .description('检查政策包：名称、单位、条款、日期、例子')
  .option('--json', '标准输出只有一个 JSON 对象')
  .action(run(async (output, _options, folder) => (await import('./policy-check.ts')).policyCheck(folder, output)));

policy
  .command('test [folder]')
  .description('运行全部例子，并列出没有例子走到的条件和分支')
  .option('--json', '标准输出只有一个 JSON 对象')
  .action(run(async (output, _options, folder) => (await import('./policy-test.ts')).policyTest(folder, output)));

policy
  .command('compare <a> <b>')
  .description('并排比较两个政策包，或两个地区、两个日期的规定')
  .option('--data <dir>', '数据文件夹，缺省为项目下的 .daohu；只比较政策包时不用')
  .option('--subject <subject>', '只看这种对象的规则：household 户、person 人、village 村 …')
  .option('--json', '标准输出只有一个 JSON 对象')
  .action(
    run(async (output, options: never, a, b) =>
      (await import('./policy-compare.ts')).policyCompare(a!, b!, options, output),
    ),
  );

policy
  .command('coverage [folder]')
  .description('逐条列出各文件的条款由什么落实')
  .option('--pack <pack>', '只看一个文件，例如 hubei-plan')
  .option('--numbers', '列出条款里有、落实它的政策项里没有的数')
  .option('--json', '标准输出只有一个 JSON 对象')
  .action(
    run(async (output, options: never, folder) =>
      (await import('./policy-coverage.ts')).policyCoverage(folder, options, output),
    ),
  );

policy
  .command('new <pack>')
  .description('按样板建立一个新的政策包，通过检查，供逐条填写')
  .requiredOption('--jurisdiction <code>', '适用地区的代码，例如 360000')
  .requiredOption('--name <name>', '适用地区的名称，例如 江西省')
  .requiredOption('--from <date>', '从哪天起施行，YYYY-MM-DD')
  .option('--title <title>', '文件全称')
  .requiredOption('--into <folder>', '写到哪个文件夹；先试写，检查通过后再移到 packs')
  .option('--json', '标准输出只有一个 JSON 对象')
  .action(
    run(async (output, options: never, pack) => (await import('./policy-new.ts')).policyNew(pack!, options, output)),
  );

policy
  .command('targets [pack]')
  .description('各文件的分年目标，折算成整数，并写明怎样取整')
  .option('--json', '标准输出只有一个 JSON 对象')
  .action(run(async (output, _options, pack) => (await import('./policy-targets.ts')).policyTargets(pack, output)));

// Whoever reads may stop early (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = tell(error);
}
// What is left open belongs to libraries; the command itself has ended as soon as whoever reads has all of it.
if (!process.argv.includes('start')) {
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit();
}

/** A pipe takes 64 KB at once and the rest later. */
function written(stream: NodeJS.WriteStream): Promise<unknown> {
  return new Promise((taken) => stream.write('', taken));
}

function tell(error: unknown): number {
  // Commander has said it already, and what it calls an error may be `--help`.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.wrongArguments;
  if (error instanceof StartRefused) {
    console.error(error.message);
    return EXIT.startRefused;
  }
  if (error instanceof CommandRefused && process.argv.includes('--json')) {
    console.log(JSON.stringify({ refused: error.refusal, message: error.message.split('\n')[0] }));
    return EXIT.refused;
  }
  const code = exitCodeOf(error);
  console.error(code === EXIT.bug ? error : (error as Error).message);
  return code;
}
