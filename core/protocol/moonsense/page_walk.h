#pragma once

#include "core/protocol/moonsense/rest_decoder.h"

#include <QSet>

#include <optional>

namespace watchglass::protocol::moonsense {

/// A walk over the pages of a list that may change meanwhile, of a service whose word on the last page is unclear.
/// It ends at an empty page, where no next page is named or none that lies ahead, at a page that repeats only what
/// was seen, and after `mostPages`. Items that come twice, because the list moved on, are let through once.
/// Thread: one.
class PageWalk
{
public:
    static constexpr int mostPages = 1000;

    explicit PageWalk(std::int64_t firstPage = 1)
        : m_page(firstPage)
    {}

    std::int64_t page() const { return m_page; }

    /// Leaves in `page` what is new, and says whether there is another page to ask for: page().
    template <typename Item>
    bool take(Page<Item> &page)
    {
        std::vector<Item> fresh;
        for (Item &item : page.items) {
            if (m_seen.contains(item.id))
                continue;
            m_seen.insert(item.id);
            fresh.push_back(std::move(item));
        }
        page.items = std::move(fresh);
        const bool isAhead = page.pagination.next > page.pagination.current && page.pagination.next > m_page;
        if (page.items.empty() || !isAhead || ++m_walked >= mostPages)
            return false;
        m_page = page.pagination.next;
        return true;
    }

private:
    std::int64_t m_page;
    int m_walked = 0;
    QSet<QString> m_seen;
};

} // namespace watchglass::protocol::moonsense
