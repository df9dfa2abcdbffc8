#pragma once

#include "core/attention/attention_values.h"
#include "ui/models/mark.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>
#include <vector>

namespace watchglass::ui {

/// What a series gets of attention, and what comes of it.
struct AttentionRow
{
    SeriesKey key;
    QString deviceName; ///< Empty: the device's id is shown.
    QString sourceName; ///< Empty: the source's id is shown.
    AttentionLevel level = AttentionLevel::None;
    attention::Reason reason = attention::Reason::NothingShows;
    AttentionLevel demanded = AttentionLevel::High; ///< What its source was asked for.
    std::optional<Grant> grant;                     ///< Nothing while the source has not said anything.
    double deliveredHz = 0;                         ///< Samples a second, measured.
    double drawnHz = 0;                             ///< Of the panel that draws it most often.
    double bytesSaved = 0; ///< A second, about: what asking for everything would have cost more.

    friend bool operator==(const AttentionRow &, const AttentionRow &) = default;
};

struct AttentionTotals
{
    std::size_t series = 0;
    std::size_t shown = 0; ///< Above None.
    std::size_t high = 0;
    double bytesSaved = 0; ///< A second, about.
};

/// The attention that every series gets, as rows. Rows change, come and go one by one and in ranges; the model never
/// resets, so that a selection stays. Made for tens of thousands of rows: texts are made when they are asked for.
/// Thread: GUI.
class AttentionTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        SourceColumn,
        DeviceColumn,
        SeriesColumn,
        LevelColumn,
        WhyColumn,
        AskedColumn,
        GivenColumn,
        DeliveredColumn,
        DrawnColumn,
        SavedColumn,
        ColumnCount
    };
    enum Role {
        MarkRole = Qt::UserRole, ///< int(Mark) of the level column.
        FaintRole,               ///< bool: nothing shows it.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// All rows as they are now. Requires: each key once. Cheapest when keys and their order are those of the last
    /// call: then only changed cells are told, or the range that holds them when they are many.
    void setRows(std::vector<AttentionRow> rows);
    const std::vector<AttentionRow> &rows() const { return m_rows; }
    const AttentionTotals &totals() const { return m_totals; }
    /// Grows with every setRows() that moved a row across the border between None and the levels above it.
    std::uint64_t shownRevision() const { return m_shownRevision; }

    /// Whether row `a` stands before row `b` in ascending order of a column: by number where it shows one.
    bool isLess(int a, int b, int column) const;
    /// Whether each of the words is found in the row's source, device or series, in any case.
    bool matches(int row, const QStringList &words) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const AttentionRow &row, int column) const;
    bool hasSameKeys(const std::vector<AttentionRow> &rows) const;
    void takeKeys(const std::vector<AttentionRow> &rows);
    void removeMissing(const QHash<SeriesKey, std::size_t> &places);
    void reorder(const QHash<SeriesKey, std::size_t> &places);
    void insertNew(const std::vector<AttentionRow> &rows);
    void takeFigures(std::vector<AttentionRow> rows);

    std::vector<AttentionRow> m_rows;
    AttentionTotals m_totals;
    std::uint64_t m_shownRevision = 0;
};

} // namespace watchglass::ui
