#include "ui/shell/comparison_dialog.h"

#include "core/format/offset_text.h"
#include "ui/dialogs/form_parts.h"
#include "ui/shell/comparison_filter.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>

namespace watchglass::ui {

namespace {

constexpr QSize firstSize(1200, 560);
constexpr int columnWidthsPx[] = {240, 136, 72, 80, 88, 104, 144, 240};
constexpr int progressSteps = 1000;

QPushButton *button(const QString &text)
{
    auto *made = new QPushButton(text);
    made->setAutoDefault(false);
    return made;
}

/// "0.5" or "1 %": apart by so much, or by that part of the value.
std::optional<exchange::Tolerance> toleranceOf(QString text)
{
    text = text.simplified();
    const bool isShare = text.endsWith(QLatin1Char('%'));
    if (isShare)
        text.chop(1);
    text.replace(QLatin1Char(','), QLatin1Char('.'));
    bool isNumber = false;
    const double value = text.isEmpty() && !isShare ? (isNumber = true, 0.0) : text.trimmed().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value) || value < 0)
        return std::nullopt;
    return isShare ? exchange::Tolerance{0.0, value / 100} : exchange::Tolerance{value, 0.0};
}

} // namespace

ComparisonDialog::ComparisonDialog(QTimeZone zone, QWidget *parent)
    : QDialog(parent)
    , m_model(new ComparisonModel(std::move(zone), this))
    , m_found(new ComparisonFilter(this))
    , m_first(new QComboBox)
    , m_second(new QComboBox)
    , m_open(button(tr("Open &another…")))
    , m_tolerance(new QLineEdit)
    , m_timeTolerance(new QLineEdit)
    , m_run(button({}))
    , m_progress(new QProgressBar)
    , m_search(new QLineEdit)
    , m_differing(new QCheckBox(tr("&Differences alone")))
    , m_table(new QTableView)
    , m_note(smallText())
    , m_look(button(tr("&Look at it")))
    , m_export(button(tr("&Export…")))
{
    setWindowTitle(tr("Compare recordings"));
    m_found->setSourceModel(m_model);
    setUpTable();
    layOut();
    connectParts();
    setRunning(false);
    m_note->setText(tr("Offsets count as they are set. Compare, and what differs is listed here."));
    resize(firstSize);
}

void ComparisonDialog::setUpTable()
{
    m_table->setModel(m_found);
    m_table->setAccessibleName(tr("What differs"));
    m_table->setItemDelegate(
        new MarkDelegate({.mark = ComparisonModel::MarkRole,
                          .faint = ComparisonModel::FaintRole,
                          .strong = std::nullopt,
                          .muted = std::nullopt,
                          .numberColumns = {ComparisonModel::PairsColumn, ComparisonModel::DifferentColumn,
                                            ComparisonModel::FirstOnlyColumn, ComparisonModel::SecondOnlyColumn,
                                            ComparisonModel::LargestColumn, ComparisonModel::TimeColumn},
                          .mutedColumns = {ComparisonModel::TimeColumn}},
                         m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ComparisonModel::NameColumn, Qt::AscendingOrder);
    m_table->installEventFilter(this);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(6 * metrics::step);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 0; column < ComparisonModel::ColumnCount; ++column)
        header->resizeSection(column, columnWidthsPx[column]);
    header->setSectionResizeMode(ComparisonModel::NameColumn, QHeaderView::Stretch);
}

QWidget *ComparisonDialog::choices()
{
    auto *part = new QWidget;
    m_first->setAccessibleName(tr("First recording"));
    m_second->setAccessibleName(tr("Second recording"));
    m_tolerance->setAccessibleName(tr("How far values may be apart"));
    m_tolerance->setPlaceholderText(tr("0, 0.5 or 1 %"));
    m_tolerance->setToolTip(tr("Values that are no further apart count as equal: 0.5 in the unit of each series, or"
                               " 1 % of the value"));
    m_timeTolerance->setAccessibleName(tr("How far times may be apart"));
    m_timeTolerance->setPlaceholderText(tr("0 or 10 ms"));
    m_timeTolerance->setToolTip(tr("Samples and alarms that are no further apart in time are the same"));
    const auto caption = [](const QString &text, QWidget *of) {
        auto *label = new QLabel(text);
        label->setBuddy(of);
        return label;
    };
    auto *grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(3 * metrics::step);
    grid->setVerticalSpacing(2 * metrics::step);
    grid->addWidget(caption(tr("&First"), m_first), 0, 0);
    grid->addWidget(m_first, 0, 1);
    grid->addWidget(caption(tr("&Second"), m_second), 1, 0);
    grid->addWidget(m_second, 1, 1);
    grid->addWidget(caption(tr("&Values may differ by"), m_tolerance), 0, 2);
    grid->addWidget(m_tolerance, 0, 3);
    grid->addWidget(caption(tr("&Times may differ by"), m_timeTolerance), 1, 2);
    grid->addWidget(m_timeTolerance, 1, 3);
    grid->addWidget(m_open, 0, 4);
    grid->addWidget(m_run, 1, 4);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(3, 1);
    return part;
}

QWidget *ComparisonDialog::foot()
{
    auto *part = new QWidget;
    QPushButton *done = button(tr("Close"));
    connect(done, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QHBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_note, 1);
    for (QPushButton *one : {m_look, m_export, done})
        layout->addWidget(one);
    return part;
}

void ComparisonDialog::layOut()
{
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far the comparison is"));
    m_search->setPlaceholderText(tr("Search: series or finding"));
    m_search->setAccessibleName(tr("Search in what differs"));
    m_search->setClearButtonEnabled(true);
    m_differing->setChecked(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(3 * metrics::step);
    head->addWidget(m_search, 1);
    head->addWidget(m_differing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addWidget(choices());
    layout->addWidget(m_progress);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(foot());
}

void ComparisonDialog::connectParts()
{
    for (QComboBox *box : {m_first, m_second})
        connect(box, &QComboBox::currentIndexChanged, this, &ComparisonDialog::follow);
    for (QLineEdit *line : {m_tolerance, m_timeTolerance})
        connect(line, &QLineEdit::textChanged, this, &ComparisonDialog::follow);
    connect(m_open, &QPushButton::clicked, this, &ComparisonDialog::openRequested);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            Q_EMIT givenUp();
        else if (wish())
            Q_EMIT compareRequested();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_found->setText(text);
        showCount();
    });
    connect(m_search, &QLineEdit::returnPressed, m_table, [this] { m_table->setFocus(); });
    connect(m_differing, &QCheckBox::toggled, this, [this](bool isOn) {
        m_found->setDifferingOnly(isOn);
        showCount();
    });
    connect(m_table, &QTableView::doubleClicked, this, &ComparisonDialog::choose);
    connect(m_look, &QPushButton::clicked, this, &ComparisonDialog::choose);
    connect(m_export, &QPushButton::clicked, this, &ComparisonDialog::askAndExport);
}

/// Enter looks at the row: the view itself would say so on some systems only.
bool ComparisonDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void ComparisonDialog::setSessions(const std::vector<std::pair<int, QString>> &sessions)
{
    int other = 0; // of the two, the one that is chosen where nothing was
    for (QComboBox *box : {m_first, m_second}) {
        const QSignalBlocker quiet(box);
        const QVariant before = box->currentData();
        box->clear();
        for (const auto &[session, name] : sessions)
            box->addItem(name, session);
        const int index = before.isValid() ? box->findData(before) : -1;
        box->setCurrentIndex(index >= 0 ? index : std::min(other, box->count() - 1));
        ++other;
    }
    if (m_first->currentIndex() == m_second->currentIndex() && m_second->count() > 1)
        m_second->setCurrentIndex(m_first->currentIndex() == 0 ? 1 : 0);
    follow();
}

std::optional<ComparisonDialog::Wish> ComparisonDialog::wish() const
{
    const QVariant first = m_first->currentData();
    const QVariant second = m_second->currentData();
    const auto tolerance = toleranceOf(m_tolerance->text());
    const QString apart = m_timeTolerance->text().trimmed();
    const auto timeTolerance = apart.isEmpty() ? std::optional(Duration::zero()) : format::parseOffset(apart);
    if (!first.isValid() || !second.isValid() || first == second || !tolerance || !timeTolerance
        || *timeTolerance < Duration::zero())
        return std::nullopt;
    return Wish{first.toInt(), second.toInt(), *tolerance, *timeTolerance};
}

void ComparisonDialog::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    m_run->setText(isRunning ? tr("Stop") : tr("&Compare"));
    m_progress->setVisible(isRunning);
    if (isRunning) {
        m_progress->setValue(0);
        m_model->clear();
        m_note->setText(tr("Comparing …"));
    }
    follow();
}

void ComparisonDialog::setProgress(double share)
{
    m_progress->setValue(static_cast<int>(share * progressSteps));
}

void ComparisonDialog::showReport(exchange::ComparisonReport report, Duration shift)
{
    m_model->setReport(std::move(report), shift);
    showCount();
    if (m_model->rowCount() == 0)
        m_note->setText(tr("There is no series and no alarm in either of them."));
    if (m_found->rowCount() > 0) {
        m_table->setCurrentIndex(m_found->index(0, 0));
        m_table->setFocus();
    }
    follow();
}

void ComparisonDialog::showProblem(const QString &text)
{
    m_note->setText(text);
}

void ComparisonDialog::follow()
{
    m_run->setEnabled(m_isRunning || wish());
    for (QPushButton *one : {m_look, m_export})
        one->setEnabled(m_model->rowCount() > 0);
    if (m_first->count() < 2)
        m_note->setText(tr("Open a second recording to compare it with this one."));
}

void ComparisonDialog::showCount()
{
    const exchange::ComparisonReport &report = m_model->report();
    if (m_model->rowCount() == 0)
        return m_note->clear();
    if (m_model->hasNoPairs())
        return m_note->setText(tr("No two samples are at the same time. Let times differ by some milliseconds, or align"
                                  " the recordings, and compare again."));
    m_note->setText(report.isEqual() ? tr("Nothing differs.")
                                     : tr("%1 of %2 rows shown, offset %3")
                                           .arg(m_found->rowCount())
                                           .arg(m_model->rowCount())
                                           .arg(format::offsetText(report.offset)));
}

void ComparisonDialog::choose()
{
    const QModelIndex index = m_found->mapToSource(m_table->currentIndex());
    if (index.isValid())
        Q_EMIT rowChosen(index.row());
}

Result<void> ComparisonDialog::exportTo(const QString &path) const
{
    QSaveFile file(path);
    const auto failed = [&]() -> Result<void> {
        return Error{ErrorCode::File, tr("Not written to %1: %2").arg(path, file.errorString())};
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    QByteArray text = m_model->csvLine().toUtf8() + "\r\n";
    for (int row = 0; row < m_found->rowCount(); ++row)
        text += m_model->csvLine(m_found->mapToSource(m_found->index(row, 0)).row()).toUtf8() + "\r\n";
    if (file.write(text) != text.size() || !file.commit())
        return failed();
    return {};
}

void ComparisonDialog::askAndExport()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export what differs"), QStringLiteral("comparison.csv"),
                                                      tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    const Result<void> written = exportTo(path);
    m_note->setText(written ? tr("Written to %1").arg(path) : written.error().text);
}

} // namespace watchglass::ui
