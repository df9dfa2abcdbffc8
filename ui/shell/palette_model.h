#pragma once

#include <QAbstractListModel>
#include <QString>

#include <functional>
#include <vector>

namespace watchglass::ui {

/// Something that the palette finds.
struct PaletteEntry
{
    QString id; ///< Unique, and the same at the next start.
    QString text;
    QString place;  ///< Where it belongs: a menu, a device, a workspace.
    QString keys;   ///< Its shortcut, if any.
    QString reason; ///< Why it cannot be run now; empty when it can.
    bool isCommand = false;
    std::function<void()> run;
};

/// What suits the typed text, the best first; of what suits equally well, and while nothing is typed, what was used
/// last. While nothing is typed only commands and what was used are listed.
/// Thread: GUI.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { PlaceRole = Qt::UserRole, KeysRole, ReasonRole };

    static constexpr std::size_t mostShown = 100;
    static constexpr qsizetype mostRemembered = 12;

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<PaletteEntry> entries);
    void setTyped(const QString &text);
    /// Ids of what was used, the last first.
    void setRecent(const QStringList &ids);
    const QStringList &recent() const { return m_recent; }

    /// Null for a row that is none.
    const PaletteEntry *entry(int row) const;
    /// Notes it as used last and runs it. False when it cannot be run.
    bool run(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void find();

    std::vector<PaletteEntry> m_entries;
    std::vector<std::size_t> m_shown; ///< Of m_entries.
    QStringList m_recent;
    QString m_typed;
};

} // namespace watchglass::ui
