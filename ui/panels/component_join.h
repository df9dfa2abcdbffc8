#pragma once

#include "core/store/series.h"

#include <QList>

#include <array>
#include <optional>
#include <vector>

namespace watchglass::ui {

/// Values of up to four series that belong together, at one instant.
struct JoinedSample
{
    Timestamp time;
    std::array<double, 4> values{};
};

/// The newest instant of which every series tells a value, each its newest by then. Nothing when one of them is null
/// or empty.
std::optional<JoinedSample> newestTogether(const QList<const store::Series *> &parts);

/// The samples of series that are parts of one whole (x, y and z; latitude and longitude), put together by their times
/// and kept for some time: only what has come since is asked for. A sample for which another part has none of the same
/// time is left out; so is one that is no number.
/// Invariant: rows are ordered by time, one a time.
class ComponentJoin
{
public:
    explicit ComponentJoin(Duration kept = std::chrono::seconds(10), std::size_t mostRows = 20'000)
        : m_kept(kept)
        , m_mostRows(mostRows)
    {}

    void setKept(Duration kept);
    Duration kept() const { return m_kept; }
    void clear();
    /// Takes what is new; parts of nothing but the whole (1 to 4, none null). Whether rows have come or gone.
    bool follow(const QList<const store::Series *> &parts);
    const std::vector<JoinedSample> &rows() const { return m_rows; }

private:
    Duration m_kept;
    std::size_t m_mostRows;
    std::optional<Timestamp> m_upTo; ///< All parts were taken up to and with this.
    std::vector<JoinedSample> m_rows;
};

} // namespace watchglass::ui
