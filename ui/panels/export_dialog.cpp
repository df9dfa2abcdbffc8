#include "ui/panels/export_dialog.h"

#include "ui/panels/plot_csv.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/plot_picture.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QStandardPaths>

namespace watchglass::ui {
namespace {

constexpr int progressSteps = 1000;
constexpr double leastStep = 1e-6;
constexpr double mostRows = 1e8;

QString suffixOf(ExportDialog::Kind kind)
{
    switch (kind) {
    case ExportDialog::Kind::Png:
        return QStringLiteral("png");
    case ExportDialog::Kind::Svg:
        return QStringLiteral("svg");
    case ExportDialog::Kind::Pdf:
        return QStringLiteral("pdf");
    case ExportDialog::Kind::Csv:
        return QStringLiteral("csv");
    }
    return {};
}

/// A file name that every system takes.
QString fileNameOf(const QString &title)
{
    QString name;
    for (const QChar c : title)
        name += c.isLetterOrNumber() || c == QLatin1Char('-') ? c : QLatin1Char('_');
    return name.left(80);
}

} // namespace

ExportDialog::ExportDialog(PlotPanel &panel, QWidget *parent)
    : QDialog(parent)
    , m_panel(panel)
    , m_kind(new QComboBox)
    , m_scale(new QSpinBox)
    , m_rows(new QComboBox)
    , m_step(new QDoubleSpinBox)
    , m_style(new QComboBox)
    , m_path(new QLineEdit)
    , m_browse(new QPushButton(tr("&Browse…")))
    , m_progress(new QProgressBar)
    , m_problem(new QLabel)
{
    setWindowTitle(tr("Export what the plot shows"));
    addChoices();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_start = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_start->setDefault(true);
    makeForm()->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ExportDialog::followKind);
    connect(m_rows, &QComboBox::currentIndexChanged, this, &ExportDialog::followKind);
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(&m_more, &QTimer::timeout, this, &ExportDialog::writeMore);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    m_path->setText(QDir::toNativeSeparators(QDir(folder).filePath(fileNameOf(panel.title()))));
    followKind();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::addChoices()
{
    m_kind->addItem(tr("Picture (PNG)"));
    m_kind->addItem(tr("Drawing (SVG)"));
    m_kind->addItem(tr("Document (PDF)"));
    m_kind->addItem(tr("Values (CSV)"));
    m_scale->setRange(1, 8);
    m_scale->setValue(2);
    m_scale->setSuffix(tr(" × the screen's size"));
    m_rows->addItem(tr("All samples in view"));
    m_rows->addItem(tr("One row every"));
    m_step->setDecimals(6);
    m_step->setRange(leastStep, 1e6);
    m_step->setSuffix(tr(" s"));
    m_step->setAccessibleName(tr("Seconds between rows"));
    const auto range = m_panel.shownRange();
    m_step->setValue(std::max(leastStep, static_cast<double>(range.length().count()) * 1e-9 / 1000.0));
    m_style->addItem(tr("Comma between values, decimal point"));
    m_style->addItem(tr("Semicolon between values, decimal comma"));
    m_progress->setRange(0, progressSteps);
    m_progress->hide();
    m_problem->setWordWrap(true);
    m_problem->hide();
}

QFormLayout *ExportDialog::makeForm()
{
    auto *form = new QFormLayout(this);
    form->addRow(tr("&What"), m_kind);
    form->addRow(tr("&Size"), m_scale);
    form->addRow(tr("&Rows"), m_rows);
    form->addRow(QString(), m_step);
    form->addRow(tr("&Numbers"), m_style);
    auto *place = new QHBoxLayout;
    place->addWidget(m_path, 1);
    place->addWidget(m_browse);
    form->addRow(tr("&File"), place);
    m_path->setAccessibleName(tr("File"));
    m_path->setMinimumWidth(90 * metrics::step);
    form->addRow(m_progress);
    form->addRow(m_problem);
    return form;
}

ExportDialog::Kind ExportDialog::kind() const
{
    return static_cast<Kind>(m_kind->currentIndex());
}

void ExportDialog::setKind(Kind kind)
{
    m_kind->setCurrentIndex(static_cast<int>(kind));
}

void ExportDialog::setPath(const QString &path)
{
    m_path->setText(path);
}

QString ExportDialog::path() const
{
    return QDir::fromNativeSeparators(m_path->text().trimmed());
}

/// Only what matters for the kind can be changed, and the file is called accordingly.
void ExportDialog::followKind()
{
    const bool isTable = kind() == Kind::Csv;
    m_scale->setEnabled(!isTable);
    m_rows->setEnabled(isTable);
    m_step->setEnabled(isTable && m_rows->currentIndex() == 1);
    m_style->setEnabled(isTable);
    QString name = m_path->text();
    for (const Kind known : {Kind::Png, Kind::Svg, Kind::Pdf, Kind::Csv}) {
        const QString suffix = QLatin1Char('.') + suffixOf(known);
        if (name.endsWith(suffix, Qt::CaseInsensitive))
            name.chop(suffix.size());
    }
    m_path->setText(name + QLatin1Char('.') + suffixOf(kind()));
}

void ExportDialog::browse()
{
    const QString chosen = QFileDialog::getSaveFileName(this, windowTitle(), path());
    if (!chosen.isEmpty())
        m_path->setText(QDir::toNativeSeparators(chosen));
}

void ExportDialog::setBusy(bool isBusy)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_kind, m_path, m_browse, m_start})
        widget->setEnabled(!isBusy);
    m_progress->setVisible(isBusy);
    m_problem->hide();
    if (!isBusy)
        followKind();
}

void ExportDialog::start()
{
    if (m_csv)
        return;
    m_file = std::make_unique<QSaveFile>(path());
    if (!m_file->open(QIODevice::WriteOnly)) {
        finish(Error{ErrorCode::File,
                     tr("%1 cannot be written: %2. Choose another place.").arg(m_path->text(), m_file->errorString())});
        return;
    }
    if (kind() == Kind::Csv) {
        startCsv();
        return;
    }
    const auto format = kind() == Kind::Png   ? PictureFormat::Png
                        : kind() == Kind::Svg ? PictureFormat::Svg
                                              : PictureFormat::Pdf;
    finish(writePicture(m_panel, format, m_scale->value(), *m_file));
}

void ExportDialog::startCsv()
{
    std::vector<PlotCsv::Column> columns;
    for (const auto &trace : m_panel.traces().all()) {
        if (trace->look().isVisible)
            columns.push_back({trace->key().toString(), trace->data(), trace->interpolation(),
                               breakAfter(trace->rhythm(), trace->interpolation())});
    }
    const TimeRange range = m_panel.shownRange();
    std::optional<Duration> step;
    if (m_rows->currentIndex() == 1) {
        step = Duration(static_cast<std::int64_t>(m_step->value() * 1e9));
        if (static_cast<double>(range.length().count()) / static_cast<double>(step->count()) > mostRows) {
            finish(Error{ErrorCode::OutOfRange, tr("That would be more than 100 million rows. Choose larger steps.")});
            return;
        }
    }
    const auto style = m_style->currentIndex() == 0 ? PlotCsv::Style::Comma : PlotCsv::Style::Semicolon;
    m_csv = std::make_unique<PlotCsv>(std::move(columns), range, step, style, *m_file);
    setBusy(true);
    m_more.start(0);
}

void ExportDialog::writeMore()
{
    const auto isMore = m_csv->writePiece();
    m_progress->setValue(static_cast<int>(m_csv->progress() * progressSteps));
    if (isMore && isMore.value())
        return;
    m_more.stop();
    m_csv.reset();
    setBusy(false);
    finish(isMore ? Result<void>() : Result<void>(isMore.error()));
}

void ExportDialog::finish(const Result<void> &result)
{
    QString problem = result ? QString() : result.error().text;
    if (result && !m_file->commit())
        problem = tr("%1 cannot be written: %2.").arg(m_path->text(), m_file->errorString());
    m_file.reset();
    if (problem.isEmpty()) {
        accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
}

/// While a table is being written, gives that up first.
void ExportDialog::reject()
{
    if (!m_csv) {
        QDialog::reject();
        return;
    }
    m_more.stop();
    m_csv.reset();
    m_file.reset(); // nothing of it stays
    setBusy(false);
}

} // namespace watchglass::ui
