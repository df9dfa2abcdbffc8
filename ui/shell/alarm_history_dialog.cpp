#include "ui/shell/alarm_history_dialog.h"

#include "core/format/value_format.h"
#include "ui/models/alarm_words.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

using alarm::AlarmDeed;

constexpr QSize firstSize(1000, 480);
constexpr int columnWidthsPx[] = {232, 128, 88, 120, 176, 104, 88};

} // namespace

AlarmHistoryDialog::AlarmHistoryDialog(const alarm::AlarmJournal &journal, QTimeZone zone, QWidget *parent)
    : QDialog(parent)
    , m_journal(journal)
    , m_model(new AlarmHistoryModel(journal, std::move(zone), this))
    , m_search(new QLineEdit)
    , m_deed(new QComboBox)
    , m_priority(new QComboBox)
    , m_table(new QTableView)
    , m_count(new QLabel)
    , m_settle(new QTimer(this))
{
    setWindowTitle(tr("History of alarms"));
    setUpSearch();
    setUpTable();
    m_count->setProperty("role", QStringLiteral("muted"));
    auto *save = new QPushButton(tr("Export…"));
    save->setToolTip(tr("Write what is found as a CSV file"));
    save->setAutoDefault(false);

    auto *head = new QHBoxLayout;
    head->setSpacing(2 * metrics::step);
    head->addWidget(m_search, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_deed, m_priority, m_count, save})
        head->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * metrics::step, 3 * metrics::step, 3 * metrics::step, 3 * metrics::step);
    layout->setSpacing(2 * metrics::step);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    resize(firstSize);

    m_settle->setSingleShot(true);
    m_settle->setInterval(150);
    connect(m_settle, &QTimer::timeout, this, &AlarmHistoryDialog::applyFilter);
    connect(m_search, &QLineEdit::textChanged, m_settle, qOverload<>(&QTimer::start));
    connect(m_deed, &QComboBox::currentIndexChanged, this, &AlarmHistoryDialog::applyFilter);
    connect(m_priority, &QComboBox::currentIndexChanged, this, &AlarmHistoryDialog::applyFilter);
    connect(save, &QPushButton::clicked, this, &AlarmHistoryDialog::askAndExport);
    showCount();
}

void AlarmHistoryDialog::setUpSearch()
{
    m_search->setPlaceholderText(tr("Search: device, alarm, who, note"));
    m_search->setAccessibleName(tr("Search in the history"));
    m_search->setClearButtonEnabled(true);
    m_deed->setAccessibleName(tr("What happened"));
    m_deed->addItem(tr("Everything"));
    for (const auto deed : {AlarmDeed::Raised, AlarmDeed::Returned, AlarmDeed::Acknowledged, AlarmDeed::Shelved,
                            AlarmDeed::Suppressed, AlarmDeed::OutOfService})
        m_deed->addItem(deedText(deed), static_cast<int>(deed));
    m_priority->setAccessibleName(tr("Least priority"));
    m_priority->addItem(tr("All priorities"));
    m_priority->addItem(tr("Warning and critical"), static_cast<int>(AlarmPriority::Warning));
    m_priority->addItem(tr("Critical alone"), static_cast<int>(AlarmPriority::Critical));
}

void AlarmHistoryDialog::setUpTable()
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new MarkDelegate(
        {.mark = AlarmHistoryModel::MarkRole,
         .faint = AlarmHistoryModel::FaintRole,
         .strong = std::nullopt,
         .muted = std::nullopt,
         .numberColumns = {AlarmHistoryModel::TimeColumn, AlarmHistoryModel::ValueColumn},
         .mutedColumns = {AlarmHistoryModel::TimeColumn, AlarmHistoryModel::WhoColumn, AlarmHistoryModel::NoteColumn}},
        m_table));
    m_table->setAccessibleName(tr("History of alarms"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(6 * metrics::step);
    for (int column = 0; column < AlarmHistoryModel::NoteColumn; ++column)
        m_table->horizontalHeader()->resizeSection(column, columnWidthsPx[column]);
    m_table->horizontalHeader()->setStretchLastSection(true);
}

void AlarmHistoryDialog::refresh()
{
    m_model->sync();
    showCount();
}

void AlarmHistoryDialog::showCount()
{
    const int count = m_model->rowCount();
    m_count->setText(count == 0 ? tr("Nothing found") : tr("%Ln entries", nullptr, count));
}

void AlarmHistoryDialog::applyFilter()
{
    alarm::HistoryFilter filter;
    filter.text = m_search->text();
    if (m_deed->currentData().isValid())
        filter.deed = static_cast<AlarmDeed>(m_deed->currentData().toInt());
    if (m_priority->currentData().isValid())
        filter.leastPriority = static_cast<AlarmPriority>(m_priority->currentData().toInt());
    m_model->setFilter(filter);
    showCount();
}

Result<void> AlarmHistoryDialog::exportTo(const QString &path) const
{
    QSaveFile file(path);
    const auto failed = [&]() -> Result<void> {
        return Error{ErrorCode::File, tr("Not written to %1: %2").arg(path, file.errorString())};
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    QByteArray text = alarm::historyCsvHeader().toUtf8() + "\r\n";
    for (int row = 0; row < m_model->rowCount(); ++row)
        text += alarm::historyCsvLine(m_model->entryAt(row)).toUtf8() + "\r\n";
    if (file.write(text) != text.size() || !file.commit())
        return failed();
    return {};
}

void AlarmHistoryDialog::askAndExport()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the history of alarms"),
                                                      QStringLiteral("alarms.csv"), tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    const Result<void> written = exportTo(path);
    m_count->setText(written ? tr("Written to %1").arg(path) : written.error().text);
}

} // namespace watchglass::ui
