#include "ui/dialogs/import_dialog.h"

#include "core/exchange/csv_known.h"
#include "core/recording/file_import.h"
#include "ui/dialogs/form_parts.h"
#include "ui/dialogs/import_file_fields.h"
#include "ui/dialogs/import_series.h"
#include "ui/dialogs/import_table_fields.h"
#include "ui/dialogs/import_time_fields.h"
#include "ui/dialogs/import_words.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace watchglass::ui {

using exchange::ColumnUse;
using exchange::FileFormat;

namespace {

constexpr QSize usualSize(1120, 640);
constexpr QSize leastSize(720, 480);
constexpr QSize refusalSize(480, 140);
constexpr int fieldsPx = 340;
constexpr int progressSteps = 1000;
/// What is typed settles before a file is read whole again.
constexpr auto settleTime = std::chrono::milliseconds(300);

QString bulleted(const QStringList &reasons)
{
    QStringList lines;
    for (const QString &reason : reasons)
        lines << QStringLiteral("· ") + reason;
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ImportDialog::ImportDialog(QString path, QString folder, QString program, QSettings &settings, QWidget *parent)
    : QDialog(parent)
    , m_path(std::move(path))
    , m_folder(std::move(folder))
    , m_program(std::move(program))
    , m_settings(settings)
    , m_source(new QLineEdit)
    , m_device(new QLineEdit)
    , m_table(new ImportTableFields)
    , m_times(new ImportTimeFields)
    , m_columns(new ImportColumns)
    , m_series(new ImportSeries)
    , m_found(smallText())
    , m_problem(new QLabel)
    , m_progress(new QProgressBar)
    , m_import(new QPushButton(tr("Import")))
{
    setWindowTitle(tr("Import %1").arg(QFileInfo(m_path).fileName()));
    resize(usualSize.boundedTo(screen()->availableSize() * 9 / 10));
    setMinimumSize(leastSize.boundedTo(screen()->availableSize() * 9 / 10));
    load();
    layOut();
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleTime);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        m_run.start([path = m_path, wanted = options()](const exchange::Progress &progress) {
            return exchange::tryImport(path, wanted, progress);
        });
    });
    connect(&m_run, &ImportRun::finished, this, &ImportDialog::runEnded);
    connect(&m_run, &ImportRun::progressed, this, [this](double share) {
        m_progress->setRange(0, share < 0.0 ? 0 : progressSteps);
        m_progress->setValue(static_cast<int>(share * progressSteps));
    });
    connect(m_table, &ImportTableFields::changed, this, &ImportDialog::read);
    connect(m_table, &ImportTableFields::shapeChanged, this, [this] {
        m_uses.clear();
        m_times->chooseColumn(std::nullopt);
        read();
    });
    connect(m_times, &ImportTimeFields::columnChosen, this, [this](int column) { m_uses.erase(column); });
    connect(m_times, &ImportTimeFields::changed, this, &ImportDialog::read);
    connect(m_columns, &ImportColumns::useChosen, this, &ImportDialog::takeUse);
    for (QLineEdit *line : {m_source, m_device})
        connect(line, &QLineEdit::textChanged, this, &ImportDialog::read);
    if (m_others)
        connect(m_others, &ImportFileFields::changed, this, &ImportDialog::read);
    read();
    recall();
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::load()
{
    auto beginning = exchange::beginningOf(m_path);
    if (!beginning) {
        showProblem(importProblem(beginning.error()));
        return;
    }
    m_beginning = std::move(beginning).value();
    if (m_beginning.format != FileFormat::Csv)
        m_others = new ImportFileFields(m_beginning.format);
}

void ImportDialog::layOut()
{
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("role", QStringLiteral("error"));
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far the file is read"));
    m_progress->hide();
    auto *middle = new QHBoxLayout;
    middle->setSpacing(5 * metrics::step);
    middle->addWidget(makeFields());
    middle->addWidget(makePreview(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * metrics::step, 5 * metrics::step, 5 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addLayout(middle, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_problem);
    layout->addWidget(buttonRow());
}

QWidget *ImportDialog::makeFields()
{
    m_source->setPlaceholderText(QStringLiteral("file"));
    m_device->setPlaceholderText(exchange::stemOf(m_path));
    QFormLayout *names = formLayout();
    addField(names, tr("Source"), m_source);
    if (m_beginning.format != FileFormat::Moonsense)
        addField(names, tr("Device"), m_device);
    m_fields = new QWidget;
    m_fields->setFixedWidth(fieldsPx);
    auto *layout = new QVBoxLayout(m_fields);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_table);
    layout->addWidget(m_times);
    if (m_others)
        layout->addWidget(m_others);
    layout->addLayout(names);
    layout->addStretch();
    m_table->setVisible(!m_others);
    m_times->setVisible(!m_others);
    return m_fields;
}

QWidget *ImportDialog::makePreview()
{
    m_columns->setVisible(!m_others);
    m_series->setVisible(m_others != nullptr);
    m_preview = new QWidget;
    auto *layout = new QVBoxLayout(m_preview);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_columns, 1);
    layout->addWidget(m_series, 1);
    layout->addWidget(m_found);
    return m_preview;
}

QWidget *ImportDialog::buttonRow()
{
    auto *row = new QWidget;
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    m_import->setProperty("role", QStringLiteral("primary"));
    m_import->setDefault(true);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::start);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(m_import);
    return row;
}

exchange::ImportOptions ImportDialog::options() const
{
    exchange::ImportOptions options;
    options.format = m_beginning.format;
    if (m_others) {
        m_others->apply(options);
    } else {
        m_table->apply(options.csv);
        m_times->apply(options.csv);
        for (const auto &[column, use] : m_uses)
            options.csv.uses.push_back({QString::number(column + 1), use});
    }
    options.csv.source = m_source->text().trimmed();
    options.csv.device = m_device->text().trimmed();
    return options;
}

QString ImportDialog::problem() const
{
    return m_problem->text();
}

bool ImportDialog::canImport() const
{
    return m_import->isEnabled();
}

void ImportDialog::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_import->setEnabled(text.isEmpty());
}

/// What was said of a table with the same columns holds for this one as well.
void ImportDialog::recall()
{
    if (m_others || m_columns->table().columnCount() == 0)
        return;
    m_memory.emplace(m_settings, m_columns->table().preview().plan);
    const auto said = m_memory->recall();
    if (!said)
        return;
    m_table->setOptions(*said);
    m_times->setOptions(*said);
    for (const exchange::ColumnChoice &choice : said->uses) {
        if (const int column = choice.column.toInt() - 1; column >= 0)
            m_uses[column] = choice.use;
    }
    const QSignalBlocker quiet(m_source);
    m_source->setText(said->source);
    read();
}

/// Nothing but why it cannot be imported.
void ImportDialog::showRefusal()
{
    m_fields->hide();
    m_preview->hide();
    m_import->hide();
    setMinimumSize(refusalSize);
    resize(refusalSize);
}

/// Finds out anew what would come of the file.
void ImportDialog::read()
{
    if (m_beginning.text.empty() && m_beginning.format == FileFormat::Csv)
        return showRefusal();
    if (!m_others)
        return readTable();
    const QString typed = m_others->problem();
    showProblem(typed);
    m_import->setEnabled(false);
    m_found->setText(tr("Reading …"));
    if (typed.isEmpty())
        m_soon.start();
}

void ImportDialog::readTable()
{
    const auto shown = exchange::previewCsv(m_beginning.text, m_beginning.isWhole, options().csv, m_path, shownRows);
    if (!shown) {
        m_columns->setPreview({});
        m_found->clear();
        showProblem(importProblem(shown.error()));
        if (shown.error().code == ErrorCode::Unsupported) // nothing that could be said makes a table of it
            showRefusal();
        return;
    }
    const exchange::CsvPreview &preview = shown.value();
    m_columns->setPreview(preview);
    m_table->setPlan(preview.plan);
    m_times->setPreview(preview);
    m_found->setText(bulleted(preview.plan.reasons));
    const QString typed = m_times->problem();
    showProblem(!typed.isEmpty() ? typed : preview.problem ? importProblem(*preview.problem) : QString());
}

void ImportDialog::takeUse(int column, ColumnUse use)
{
    if (use == ColumnUse::Time) {
        m_uses.erase(column);
        m_times->chooseColumn(column);
    } else {
        m_uses[column] = use;
        if (m_times->chosenColumn() == column)
            m_times->chooseColumn(std::nullopt);
    }
    read();
}

void ImportDialog::start()
{
    if (!canImport() || m_isImporting)
        return;
    m_soon.stop();
    QDir().mkpath(m_folder);
    m_session = freeName();
    setImporting(true);
    m_run.start([path = m_path, wanted = options(), session = m_session,
                 program = m_program](const exchange::Progress &progress) -> Result<exchange::Trial> {
        auto report = recording::importIntoSession(path, wanted, session, program, progress);
        if (!report)
            return report.error();
        return exchange::Trial{std::move(report).value(), {}};
    });
}

QString ImportDialog::freeName() const
{
    QString stem = exchange::stemOf(m_path);
    if (stem.endsWith(QLatin1String(".tar"), Qt::CaseInsensitive))
        stem.chop(4);
    const QString base = QDir(m_folder).filePath(stem);
    QString name = base + QStringLiteral(".wgrec");
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = QStringLiteral("%1 (%2).wgrec").arg(base).arg(number);
    return name;
}

void ImportDialog::setImporting(bool isImporting)
{
    m_isImporting = isImporting;
    m_fields->setEnabled(!isImporting);
    m_columns->setEnabled(!isImporting);
    m_import->setEnabled(!isImporting);
    m_progress->setValue(0);
    m_progress->setVisible(isImporting);
}

void ImportDialog::runEnded()
{
    const Result<exchange::Trial> outcome = *m_run.outcome();
    if (m_isImporting)
        ended(outcome);
    else if (!m_soon.isActive()) // else it was said since how to read it otherwise
        tried(outcome);
}

void ImportDialog::tried(const Result<exchange::Trial> &trial)
{
    m_series->setSeries(trial ? trial.value().series : std::vector<exchange::TrialSeries>());
    m_found->clear();
    if (!trial)
        return showProblem(importProblem(trial.error()));
    QStringList found{importSummary(QFileInfo(m_path).fileName(), trial.value().report)};
    found += trial.value().report.reasons;
    m_found->setText(bulleted(found));
    showProblem({});
}

void ImportDialog::ended(const Result<exchange::Trial> &outcome)
{
    setImporting(false);
    if (outcome) {
        if (m_memory)
            m_memory->keep(options().csv);
        Q_EMIT imported(m_session, outcome.value().report);
        accept();
        return;
    }
    // What the operator stopped is no problem.
    if (outcome.error().code == ErrorCode::Refused)
        return;
    showProblem(importProblem(outcome.error()));
    m_import->setEnabled(true); // the disk may have room by now
}

void ImportDialog::reject()
{
    if (m_isImporting)
        m_run.cancel();
    else
        QDialog::reject();
}

} // namespace watchglass::ui
