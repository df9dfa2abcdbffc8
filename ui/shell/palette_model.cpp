#include "ui/shell/palette_model.h"

#include "ui/shell/fuzzy_match.h"

#include <algorithm>
#include <tuple>

namespace watchglass::ui {

void PaletteModel::setEntries(std::vector<PaletteEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    find();
    endResetModel();
}

void PaletteModel::setTyped(const QString &text)
{
    beginResetModel();
    m_typed = text.trimmed();
    find();
    endResetModel();
}

void PaletteModel::setRecent(const QStringList &ids)
{
    beginResetModel();
    m_recent = ids.mid(0, mostRemembered);
    find();
    endResetModel();
}

const PaletteEntry *PaletteModel::entry(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return row >= 0 && at < m_shown.size() ? &m_entries[m_shown[at]] : nullptr;
}

bool PaletteModel::run(int row)
{
    const PaletteEntry *chosen = entry(row);
    if (!chosen || !chosen->reason.isEmpty())
        return false;
    const auto run = chosen->run; // which may well bring other entries
    QStringList recent = m_recent;
    recent.removeAll(chosen->id);
    recent.prepend(chosen->id);
    setRecent(recent);
    run();
    return true;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const PaletteEntry *shown = index.isValid() ? entry(index.row()) : nullptr;
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return shown->text;
    case Qt::AccessibleTextRole: {
        QStringList parts{shown->text, shown->place, shown->keys, shown->reason};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case PlaceRole:
        return shown->place;
    case KeysRole:
        return shown->keys;
    case ReasonRole:
        return shown->reason;
    default:
        return {};
    }
}

/// What cannot be run can still be selected, so that its reason is heard.
Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

void PaletteModel::find()
{
    struct Found
    {
        int score;
        qsizetype recent; ///< Place among what was used; behind all of it when it was not.
        std::size_t index;
    };
    std::vector<Found> all;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry &entry = m_entries[i];
        const qsizetype used = m_recent.indexOf(entry.id);
        const qsizetype recent = used < 0 ? m_recent.size() : used;
        if (m_typed.isEmpty()) {
            if (entry.isCommand || used >= 0)
                all.push_back({0, recent, i});
        } else if (const auto score = fuzzyScore(m_typed, entry.text + QLatin1Char(' ') + entry.place)) {
            all.push_back({*score, recent, i});
        }
    }
    const auto isBefore = [](const Found &a, const Found &b) {
        return std::tuple(-a.score, a.recent, a.index) < std::tuple(-b.score, b.recent, b.index);
    };
    const auto count = std::min(all.size(), m_typed.isEmpty() ? all.size() : mostShown);
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), all.end(), isBefore);
    m_shown.clear();
    for (std::size_t i = 0; i < count; ++i)
        m_shown.push_back(all[i].index);
}

} // namespace watchglass::ui
