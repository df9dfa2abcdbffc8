#include "ui/models/source_history_model.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/models/source_status.h"

namespace watchglass::ui {

SourceHistoryModel::SourceHistoryModel(QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
{}

void SourceHistoryModel::update(const ingest::SourceHistory *history, Timestamp now)
{
    m_now = now;
    const std::uint64_t revision = history ? history->revision() : 0;
    if (revision != m_revision) {
        beginResetModel();
        m_revision = revision;
        m_spells.clear();
        if (history)
            m_spells.assign(history->spells().rbegin(), history->spells().rend());
        endResetModel();
    } else if (!m_spells.empty()) {
        Q_EMIT dataChanged(index(0, LengthColumn), index(0, LengthColumn));
    }
}

int SourceHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_spells.size());
}

int SourceHistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SourceHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const ingest::SourceSpell &spell = m_spells[row];
    if (role == MarkRole && index.column() == StateColumn)
        return static_cast<int>(phaseMark(spell.phase));
    if (role == Qt::ToolTipRole)
        return plainToolTip(spell.text);
    if (role == Qt::DisplayRole)
        return cell(spell, row == 0 ? m_now : m_spells[row - 1].since, index.column());
    return {};
}

QString SourceHistoryModel::cell(const ingest::SourceSpell &spell, Timestamp end, int column) const
{
    switch (column) {
    case SinceColumn:
        return format::dateTime(spell.since, m_zone);
    case StateColumn: {
        const QString word =
            spell.isHeldBack ? tr("%1, held back").arg(phaseWord(spell.phase)) : phaseWord(spell.phase);
        return spell.times > 1 ? tr("%1 (%2 times)").arg(word).arg(spell.times) : word;
    }
    case LengthColumn:
        return format::age(end - spell.since);
    case TextColumn:
        return spell.text;
    default:
        return {};
    }
}

QVariant SourceHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SinceColumn:
        return tr("Since");
    case StateColumn:
        return tr("State");
    case LengthColumn:
        return tr("For");
    case TextColumn:
        return tr("What it said");
    default:
        return {};
    }
}

} // namespace watchglass::ui
