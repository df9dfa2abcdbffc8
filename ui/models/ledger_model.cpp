#include "ui/models/ledger_model.h"

#include "core/format/time_format.h"
#include "ui/models/attention_words.h"
#include "ui/models/source_status.h"

#include <algorithm>

namespace watchglass::ui {

LedgerModel::LedgerModel(QTimeZone zone, std::size_t capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
    , m_capacity(std::max<std::size_t>(1, capacity))
{}

bool LedgerModel::sync(const attention::AttentionLedger &ledger)
{
    if (ledger.revision() == m_revision)
        return false;
    std::vector<attention::Transition> added = ledger.since(m_revision);
    m_revision = ledger.revision();
    if (added.size() > m_capacity)
        added.erase(added.begin(), added.end() - static_cast<std::ptrdiff_t>(m_capacity));
    const std::size_t kept = std::min(m_rows.size(), m_capacity - added.size());
    if (kept < m_rows.size()) {
        beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(kept);
        endRemoveRows();
    }
    if (!added.empty()) {
        beginInsertRows({}, 0, static_cast<int>(added.size()) - 1);
        m_rows.insert(m_rows.begin(), added.rbegin(), added.rend());
        endInsertRows();
    }
    return true;
}

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LedgerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const attention::Transition &transition = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(transition, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == TimeColumn ? format::dateTime(transition.at, m_zone)
                                                         : text(transition, index.column()));
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case FaintRole:
        return transition.to == AttentionLevel::None;
    default:
        return {};
    }
}

QString LedgerModel::text(const attention::Transition &transition, int column) const
{
    switch (column) {
    case TimeColumn:
        return format::timeOfDay(transition.at, std::chrono::milliseconds(1), m_zone);
    case DeviceColumn: {
        const QString name = m_names ? m_names(transition.key) : QString();
        return name.isEmpty() ? transition.key.device : name;
    }
    case SeriesColumn:
        return transition.key.attributePath();
    case ChangeColumn:
        return tr("%1 → %2").arg(levelWord(transition.from), levelWord(transition.to));
    case WhyColumn:
        return reasonPhrase(transition.reason);
    default:
        return {};
    }
}

QVariant LedgerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return role == Qt::TextAlignmentRole && orientation == Qt::Horizontal ? int(Qt::AlignLeft | Qt::AlignVCenter)
                                                                              : QVariant();
    }
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case DeviceColumn:
        return tr("Device");
    case SeriesColumn:
        return tr("Series");
    case ChangeColumn:
        return tr("Level");
    case WhyColumn:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace watchglass::ui
