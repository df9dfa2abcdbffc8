#include "ui/models/attention_table_model.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/models/attention_words.h"
#include "ui/models/device_filter_model.h"
#include "ui/models/source_status.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace watchglass::ui {

namespace {

using Model = AttentionTableModel;

/// More runs of changed cells than this are told as the one range that holds them all.
constexpr std::size_t mostRuns = 64;

struct ColumnSpan
{
    int first = Model::ColumnCount;
    int last = -1;

    bool isEmpty() const { return last < first; }
    void add(int column)
    {
        first = std::min(first, column);
        last = std::max(last, column);
    }
    friend bool operator==(const ColumnSpan &, const ColumnSpan &) = default;
};

struct Run
{
    int top = 0;
    int bottom = 0;
    ColumnSpan columns;
};

ColumnSpan changedColumns(const AttentionRow &was, const AttentionRow &is)
{
    ColumnSpan span;
    if (was.deviceName != is.deviceName)
        span.add(Model::DeviceColumn);
    if (was.level != is.level)
        span.add(Model::LevelColumn);
    if ((was.level == AttentionLevel::None) != (is.level == AttentionLevel::None)) {
        span.add(0); // the whole row is faint or not
        span.add(Model::ColumnCount - 1);
    }
    if (was.reason != is.reason)
        span.add(Model::WhyColumn);
    if (was.demanded != is.demanded)
        span.add(Model::AskedColumn);
    if (was.grant != is.grant)
        span.add(Model::GivenColumn);
    if (was.deliveredHz != is.deliveredHz)
        span.add(Model::DeliveredColumn);
    if (was.drawnHz != is.drawnHz)
        span.add(Model::DrawnColumn);
    if (was.bytesSaved != is.bytesSaved)
        span.add(Model::SavedColumn);
    return span;
}

Mark markOf(AttentionLevel level)
{
    switch (level) {
    case AttentionLevel::None:
        return Mark::Unknown;
    case AttentionLevel::Low:
        return Mark::Absent;
    case AttentionLevel::Medium:
        return Mark::Working;
    case AttentionLevel::High:
        return Mark::Normal;
    }
    return Mark::None;
}

QString bytesText(double perSecond)
{
    if (!(perSecond >= 0.5))
        return format::none();
    constexpr double most = 1e18; // an integer holds it
    return AttentionTableModel::tr("%1/s").arg(
        format::bytes(static_cast<std::uint64_t>(std::round(std::min(perSecond, most)))));
}

bool isNumber(int column)
{
    return column == Model::DeliveredColumn || column == Model::DrawnColumn || column == Model::SavedColumn;
}

const QString &deviceOf(const AttentionRow &row)
{
    return row.deviceName.isEmpty() ? row.key.device : row.deviceName;
}

const QString &sourceOf(const AttentionRow &row)
{
    return row.sourceName.isEmpty() ? row.key.source : row.sourceName;
}

/// From what gives most to what gives least; what has said nothing last.
std::tuple<bool, Delivery, Duration> coarseness(const std::optional<Grant> &grant)
{
    return grant ? std::tuple(false, grant->delivery, grant->interval)
                 : std::tuple(true, Delivery::Withheld, Duration::max());
}

AttentionTotals totalsOf(const std::vector<AttentionRow> &rows)
{
    AttentionTotals totals;
    totals.series = rows.size();
    for (const AttentionRow &row : rows) {
        totals.shown += row.level > AttentionLevel::None ? 1 : 0;
        totals.high += row.level == AttentionLevel::High ? 1 : 0;
        totals.bytesSaved += std::isfinite(row.bytesSaved) ? row.bytesSaved : 0.0;
    }
    return totals;
}

} // namespace

void AttentionTableModel::setRows(std::vector<AttentionRow> rows)
{
    if (!hasSameKeys(rows))
        takeKeys(rows);
    m_totals = totalsOf(rows);
    takeFigures(std::move(rows));
}

bool AttentionTableModel::hasSameKeys(const std::vector<AttentionRow> &rows) const
{
    const auto isSame = [](const AttentionRow &a, const AttentionRow &b) { return a.key == b.key; };
    return std::equal(m_rows.begin(), m_rows.end(), rows.begin(), rows.end(), isSame);
}

/// Makes the keys of m_rows those of `rows`, in their order.
void AttentionTableModel::takeKeys(const std::vector<AttentionRow> &rows)
{
    QHash<SeriesKey, std::size_t> places;
    places.reserve(static_cast<qsizetype>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        places.insert(rows[i].key, i);
    Q_ASSERT(static_cast<std::size_t>(places.size()) == rows.size());
    removeMissing(places);
    reorder(places);
    insertNew(rows);
}

void AttentionTableModel::removeMissing(const QHash<SeriesKey, std::size_t> &places)
{
    std::size_t end = m_rows.size();
    while (end > 0) {
        if (places.contains(m_rows[end - 1].key)) {
            --end;
            continue;
        }
        std::size_t begin = end - 1;
        while (begin > 0 && !places.contains(m_rows[begin - 1].key))
            --begin;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(begin),
                     m_rows.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
        end = begin;
    }
}

void AttentionTableModel::reorder(const QHash<SeriesKey, std::size_t> &places)
{
    std::vector<std::size_t> wanted(m_rows.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        wanted[i] = places.value(m_rows[i].key);
    if (std::is_sorted(wanted.begin(), wanted.end()))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<std::size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&wanted](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    std::vector<AttentionRow> sorted(m_rows.size());
    std::vector<int> newRow(m_rows.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        sorted[i] = std::move(m_rows[order[i]]);
        newRow[order[i]] = static_cast<int>(i);
    }
    m_rows = std::move(sorted);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before)
        after.append(createIndex(newRow[static_cast<std::size_t>(index.row())], index.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void AttentionTableModel::insertNew(const std::vector<AttentionRow> &rows)
{
    std::size_t i = 0;
    while (i < rows.size()) {
        if (i < m_rows.size() && m_rows[i].key == rows[i].key) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < rows.size() && (i >= m_rows.size() || rows[end].key != m_rows[i].key))
            ++end;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(i), rows.begin() + static_cast<std::ptrdiff_t>(i),
                      rows.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        i = end;
    }
}

void AttentionTableModel::takeFigures(std::vector<AttentionRow> rows)
{
    std::vector<Run> runs;
    Run all{static_cast<int>(rows.size()), -1, {}};
    bool hasCrossed = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ColumnSpan columns = changedColumns(m_rows[i], rows[i]);
        if (columns.isEmpty())
            continue;
        const int row = static_cast<int>(i);
        hasCrossed = hasCrossed || (m_rows[i].level == AttentionLevel::None) != (rows[i].level == AttentionLevel::None);
        if (!runs.empty() && runs.back().bottom == row - 1 && runs.back().columns == columns)
            runs.back().bottom = row;
        else if (runs.size() <= mostRuns)
            runs.push_back({row, row, columns});
        all.top = std::min(all.top, row);
        all.bottom = row;
        all.columns.add(columns.first);
        all.columns.add(columns.last);
    }
    m_rows = std::move(rows);
    m_shownRevision += hasCrossed ? 1 : 0;
    if (runs.size() > mostRuns)
        runs.assign(1, all);
    for (const Run &run : runs)
        Q_EMIT dataChanged(index(run.top, run.columns.first), index(run.bottom, run.columns.last));
}

bool AttentionTableModel::isLess(int a, int b, int column) const
{
    const AttentionRow &left = m_rows[static_cast<std::size_t>(a)];
    const AttentionRow &right = m_rows[static_cast<std::size_t>(b)];
    switch (column) {
    case SourceColumn:
        return naturallyLess(sourceOf(left), sourceOf(right));
    case DeviceColumn:
        return naturallyLess(deviceOf(left), deviceOf(right));
    case SeriesColumn:
        return left.key.attribute == right.key.attribute ? naturallyLess(left.key.component, right.key.component)
                                                         : naturallyLess(left.key.attribute, right.key.attribute);
    case LevelColumn:
        return std::tie(left.level, left.reason) < std::tie(right.level, right.reason);
    case WhyColumn:
        return left.reason < right.reason;
    case AskedColumn:
        return left.demanded < right.demanded;
    case GivenColumn:
        return coarseness(left.grant) < coarseness(right.grant);
    case DeliveredColumn:
        return left.deliveredHz < right.deliveredHz;
    case DrawnColumn:
        return left.drawnHz < right.drawnHz;
    case SavedColumn:
        return left.bytesSaved < right.bytesSaved;
    default:
        return false;
    }
}

bool AttentionTableModel::matches(int row, const QStringList &words) const
{
    const AttentionRow &shown = m_rows[static_cast<std::size_t>(row)];
    return std::all_of(words.begin(), words.end(), [&shown](const QString &word) {
        const auto has = [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
        return has(sourceOf(shown)) || has(shown.deviceName) || has(shown.key.device) || has(shown.key.attribute)
               || has(shown.key.component);
    });
}

int AttentionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AttentionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AttentionTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const AttentionRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == GivenColumn && row.grant ? grantText(*row.grant)
                                                                       : text(row, index.column()));
    case Qt::TextAlignmentRole:
        return int((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case MarkRole:
        return index.column() == LevelColumn ? QVariant(static_cast<int>(markOf(row.level))) : QVariant();
    case FaintRole:
        return row.level == AttentionLevel::None;
    default:
        return {};
    }
}

QString AttentionTableModel::text(const AttentionRow &row, int column) const
{
    switch (column) {
    case SourceColumn:
        return sourceOf(row);
    case DeviceColumn:
        return deviceOf(row);
    case SeriesColumn:
        return row.key.attributePath();
    case LevelColumn:
        return levelWord(row.level);
    case WhyColumn:
        return reasonPhrase(row.reason);
    case AskedColumn:
        return requestWord(demandInterval(row.demanded));
    case GivenColumn:
        return row.grant ? deliveryText(*row.grant) : format::none();
    case DeliveredColumn:
        return format::rate(row.deliveredHz < 0.005 ? 0.0 : row.deliveredHz);
    case DrawnColumn:
        return row.drawnHz > 0.0 ? rateText(row.drawnHz) : format::none();
    case SavedColumn:
        return bytesText(row.bytesSaved);
    default:
        return {};
    }
}

QVariant AttentionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SourceColumn:
        return tr("Source");
    case DeviceColumn:
        return tr("Device");
    case SeriesColumn:
        return tr("Series");
    case LevelColumn:
        return tr("Level");
    case WhyColumn:
        return tr("Why");
    case AskedColumn:
        return tr("Asked for");
    case GivenColumn:
        return tr("Source gives");
    case DeliveredColumn:
        return tr("Delivered");
    case DrawnColumn:
        return tr("Drawn");
    case SavedColumn:
        return tr("Saved (about)");
    default:
        return {};
    }
}

} // namespace watchglass::ui
