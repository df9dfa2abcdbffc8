#pragma once

#include "core/protocol/json_value.h"
#include "core/protocol/moonsense/bundle.h"

#include <array>

namespace watchglass::protocol::moonsense {

/// Reads a client_time object; false when the JSON breaks.
bool readClientTime(json::Object object, std::optional<ClientTime> &out);

/// Entries of a bundle's groups → values and events of the bundle. Keeps only memory to reuse.
class EntryReader
{
public:
    /// False when the JSON breaks.
    bool read(const GroupSpec &group, json::Object entry, Bundle &out);

private:
    /// What was read of one field.
    struct Cell
    {
        double first = 0.0;
        double second = 0.0;
        bool written = false;
        bool isBad = false;
    };

    bool readField(const FieldSpec &field, json::Value &value, Cell &cell);
    bool readPair(const FieldSpec &field, json::Value &value, Cell &cell);
    bool readTime(const GroupSpec &group, std::string_view name, json::Value &value);
    void deliver(const GroupSpec &group, Bundle &out);
    void describe(const GroupSpec &group, Bundle &out) const;

    std::array<Cell, mostFields> m_cells;
    std::string m_text; ///< Of the entry's Text field: a group has at most one.
    std::int64_t m_at = 0;
};

} // namespace watchglass::protocol::moonsense
