#include "ui/dialogs/sample_export_dialog.h"

#include "ui/dialogs/form_parts.h"
#include "ui/dialogs/import_parts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace watchglass::ui {

using exchange::ExportFormat;
using exchange::Take;
using exchange::TimeStyle;

namespace {

constexpr int progressSteps = 1000;
constexpr double leastInterval = 1e-6;
constexpr double mostInterval = 1e7;
constexpr int fieldPx = 420;

enum class Series { All, View, Named };
enum class Span { All, View, Typed };

constexpr std::array formats{ExportFormat::CsvWide, ExportFormat::CsvLong, ExportFormat::JsonLines, ExportFormat::Mcap};
constexpr std::array styles{TimeStyle::Iso, TimeStyle::Seconds, TimeStyle::Milliseconds, TimeStyle::Microseconds,
                            TimeStyle::Nanoseconds};
constexpr std::array takes{Take::Mean, Take::Min, Take::Max, Take::Last};

QString suffixOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::CsvWide:
    case ExportFormat::CsvLong:
        return QStringLiteral(".csv");
    case ExportFormat::JsonLines:
        return QStringLiteral(".jsonl");
    case ExportFormat::Mcap:
        return QStringLiteral(".mcap");
    }
    return {};
}

template <typename Choice>
Choice chosen(const QComboBox &box)
{
    return static_cast<Choice>(box.currentData().toInt());
}

QStringList patternsOf(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[,;]"));
    QStringList patterns;
    for (const QString &part : text.split(between)) {
        if (!part.trimmed().isEmpty())
            patterns << part.trimmed();
    }
    return patterns;
}

} // namespace

SampleExportDialog::SampleExportDialog(std::optional<View> view, const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_view(std::move(view))
    , m_origin(new QComboBox)
    , m_series(new QComboBox)
    , m_patterns(new QLineEdit)
    , m_time(new QComboBox)
    , m_from(startLine())
    , m_to(startLine())
    , m_samples(new QComboBox)
    , m_interval(new QDoubleSpinBox)
    , m_format(new QComboBox)
    , m_times(new QComboBox)
    , m_path(new QLineEdit)
    , m_browse(new QPushButton(tr("&Browse…")))
    , m_replaced(smallText(tr("This file is there already: what is in it is replaced.")))
    , m_progress(new QProgressBar)
    , m_problem(new QLabel)
    , m_export(new QPushButton(tr("&Export")))
{
    setWindowTitle(tr("Export samples"));
    addChoices();
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    m_path->setText(QDir::toNativeSeparators(QDir(folder).filePath(name)));
    m_form = makeForm();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * metrics::step, 5 * metrics::step, 5 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addWidget(m_form);
    layout->addWidget(m_progress);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(makeFoot());
    connect(m_format, &QComboBox::currentIndexChanged, this, &SampleExportDialog::followFormat);
    for (QComboBox *box : {m_series, m_time, m_samples})
        connect(box, &QComboBox::currentIndexChanged, this, &SampleExportDialog::follow);
    for (QLineEdit *line : {m_patterns, m_from, m_to, m_path})
        connect(line, &QLineEdit::textChanged, this, &SampleExportDialog::follow);
    connect(m_browse, &QPushButton::clicked, this, &SampleExportDialog::browse);
    followFormat();
}

void SampleExportDialog::addChoices()
{
    m_series->addItem(tr("All"), int(Series::All));
    if (m_view && !m_view->series.isEmpty()) {
        m_series->addItem(tr("Those of “%1”").arg(m_view->title), int(Series::View));
        m_series->setCurrentIndex(1);
    }
    m_series->addItem(tr("Those that are called"), int(Series::Named));
    m_patterns->setPlaceholderText(QStringLiteral("*/temperature, plant/pump-?/*"));
    m_patterns->setAccessibleName(tr("Names of series"));
    m_time->addItem(tr("All of it"), int(Span::All));
    if (m_view && m_view->range) {
        m_time->addItem(tr("What “%1” shows").arg(m_view->title), int(Span::View));
        m_time->setCurrentIndex(1);
    }
    m_time->addItem(tr("From … to …"), int(Span::Typed));
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    m_samples->addItem(tr("Each as it is"), -1);
    const std::array words{tr("The mean of every"), tr("The least of every"), tr("The greatest of every"),
                           tr("The last of every")};
    for (std::size_t i = 0; i < takes.size(); ++i)
        m_samples->addItem(words[i], int(takes[i]));
    m_interval->setDecimals(6);
    m_interval->setRange(leastInterval, mostInterval);
    m_interval->setValue(1.0);
    m_interval->setSuffix(tr(" s"));
    m_interval->setAccessibleName(tr("Seconds"));
    const std::array formatWords{tr("CSV, a column for each series"), tr("CSV, a row for each sample"),
                                 tr("JSON lines"), tr("MCAP")};
    for (std::size_t i = 0; i < formats.size(); ++i)
        m_format->addItem(formatWords[i], int(formats[i]));
    const std::array styleWords{tr("Date and time (ISO 8601, UTC)"), tr("Seconds since 1970"),
                                tr("Milliseconds since 1970"), tr("Microseconds since 1970"),
                                tr("Nanoseconds since 1970")};
    for (std::size_t i = 0; i < styles.size(); ++i)
        m_times->addItem(styleWords[i], int(styles[i]));
}

QWidget *SampleExportDialog::makeForm()
{
    const auto row = [](std::initializer_list<QWidget *> fields) {
        auto *box = new QWidget;
        auto *layout = new QHBoxLayout(box);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(2 * metrics::step);
        for (QWidget *field : fields)
            layout->addWidget(field, field == *fields.begin() ? 1 : 0);
        box->setFocusProxy(*fields.begin());
        return box;
    };
    auto *form = formLayout();
    addField(form, tr("&Of"), m_origin);
    addField(form, tr("&Series"), m_series);
    form->addRow(QString(), m_patterns);
    addField(form, tr("&Time"), m_time);
    form->addRow(QString(), row({m_from, m_to}));
    addField(form, tr("S&amples"), row({m_samples, m_interval}));
    addField(form, tr("For&mat"), m_format);
    addField(form, tr("T&imes as"), m_times);
    addField(form, tr("&File"), row({m_path, m_browse}));
    form->addRow(QString(), m_replaced);
    m_path->setAccessibleName(tr("File"));
    m_path->setMinimumWidth(fieldPx);
    m_from->setMinimumWidth(fieldPx / 2);
    m_to->setMinimumWidth(fieldPx / 2);
    for (QComboBox *box : {m_origin, m_series, m_time}) // names of any length
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *widget = new QWidget;
    widget->setLayout(form);
    return widget;
}

QWidget *SampleExportDialog::makeFoot()
{
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far the export is"));
    m_progress->hide();
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("role", QStringLiteral("error"));
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_browse->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &SampleExportDialog::reject);
    m_export->setProperty("role", QStringLiteral("primary"));
    m_export->setDefault(true);
    connect(m_export, &QPushButton::clicked, this, &SampleExportDialog::exportRequested);
    auto *foot = new QWidget;
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(m_export);
    return foot;
}

void SampleExportDialog::setOrigins(const std::vector<Origin> &origins)
{
    const QVariant before = m_origin->currentData();
    m_origin->clear();
    for (const Origin &origin : origins)
        m_origin->addItem(origin.name, origin.id);
    m_origin->setCurrentIndex(std::max(0, m_origin->findData(before)));
}

bool SampleExportDialog::isCsv() const
{
    const auto format = chosen<ExportFormat>(*m_format);
    return format == ExportFormat::CsvWide || format == ExportFormat::CsvLong;
}

QString SampleExportDialog::path() const
{
    return QDir::fromNativeSeparators(m_path->text().trimmed());
}

void SampleExportDialog::setPath(const QString &path)
{
    m_path->setText(QDir::toNativeSeparators(path));
}

/// Why what was typed cannot be meant; empty when it can.
QString SampleExportDialog::typedProblem() const
{
    if (chosen<Series>(*m_series) == Series::Named && patternsOf(m_patterns->text()).isEmpty())
        return tr("Say which series: names with * for any text and ? for any letter, with commas between.");
    if (chosen<Span>(*m_time) == Span::Typed) {
        for (const QLineEdit *line : {m_from, m_to}) {
            if (const QString problem = startProblem(*line); !problem.isEmpty())
                return problem;
        }
        if (startOf(*m_from) && startOf(*m_to) && *startOf(*m_to) <= *startOf(*m_from))
            return tr("The end lies before the beginning.");
    }
    return path().isEmpty() ? tr("Say which file to write.") : QString();
}

/// The file is called by its format.
void SampleExportDialog::followFormat()
{
    m_times->setEnabled(isCsv());
    QString name = m_path->text();
    for (const ExportFormat known : formats) {
        if (name.endsWith(suffixOf(known), Qt::CaseInsensitive))
            name.chop(suffixOf(known).size());
    }
    m_path->setText(name + suffixOf(chosen<ExportFormat>(*m_format)));
    follow();
}

/// Only what matters can be changed, and what is missing is said.
void SampleExportDialog::follow()
{
    m_patterns->setVisible(chosen<Series>(*m_series) == Series::Named);
    m_from->parentWidget()->setVisible(chosen<Span>(*m_time) == Span::Typed);
    m_interval->setEnabled(m_samples->currentData().toInt() >= 0);
    m_replaced->setVisible(QFileInfo(path()).isFile());
    showProblem(typedProblem());
    m_export->setEnabled(m_problem->text().isEmpty() && !m_isRunning);
}

std::optional<SampleExportDialog::Wish> SampleExportDialog::wish() const
{
    if (!typedProblem().isEmpty())
        return std::nullopt;
    Wish wish;
    wish.origin = m_origin->currentData().toInt();
    wish.path = path();
    if (chosen<Series>(*m_series) == Series::View)
        wish.series = m_view->series;
    if (chosen<Series>(*m_series) == Series::Named)
        wish.options.series = patternsOf(m_patterns->text());
    if (chosen<Span>(*m_time) == Span::View)
        wish.options.range = *m_view->range;
    else if (chosen<Span>(*m_time) == Span::Typed)
        wish.options.range = {startOf(*m_from).value_or(Timestamp::min()), startOf(*m_to).value_or(Timestamp::max())};
    if (m_samples->currentData().toInt() >= 0) {
        wish.options.resampling = exchange::Resampling{
            Duration(static_cast<std::int64_t>(std::llround(m_interval->value() * 1e9))), chosen<Take>(*m_samples)};
    }
    wish.options.format = chosen<ExportFormat>(*m_format);
    wish.options.timeStyle = chosen<TimeStyle>(*m_times);
    return wish;
}

void SampleExportDialog::browse()
{
    const QString chosenPath = QFileDialog::getSaveFileName(this, windowTitle(), path());
    if (!chosenPath.isEmpty())
        setPath(chosenPath);
}

void SampleExportDialog::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    m_form->setEnabled(!isRunning);
    m_export->setEnabled(!isRunning);
    m_progress->setValue(0);
    m_progress->setVisible(isRunning);
    if (isRunning)
        showProblem({});
}

void SampleExportDialog::setProgress(double share)
{
    m_progress->setValue(static_cast<int>(share * progressSteps));
}

void SampleExportDialog::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

QString SampleExportDialog::problem() const
{
    return m_problem->text();
}

void SampleExportDialog::reject()
{
    if (!m_isRunning)
        return QDialog::reject();
    Q_EMIT givenUp();
}

} // namespace watchglass::ui
