#include "ui/dialogs/settings_page.h"

#include "ui/dialogs/setting_change.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {

TopicPage::TopicPage(settings::SettingsBook &book, const SettingsTopic &topic, QUndoStack &undo)
    : m_book(book)
    , m_undo(undo)
    , m_title(topic.title)
{
    auto *heading = new QLabel(topic.title);
    heading->setProperty("role", QStringLiteral("heading"));
    auto *intro = new QLabel(topic.intro);
    intro->setProperty("role", QStringLiteral("muted"));
    intro->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * metrics::step, 4 * metrics::step, 5 * metrics::step, 4 * metrics::step);
    layout->setSpacing(4 * metrics::step);
    layout->addWidget(heading);
    layout->addWidget(intro);
    for (const SettingText &text : topic.settings) {
        auto *row = new SettingRow(book, text);
        m_rows.push_back(row);
        layout->addWidget(row);
        connect(row, &SettingRow::chosen, this, [this, row](const QString &key, const QVariant &value) {
            m_undo.push(new SettingChange(m_book, key, value, row->label()));
        });
    }
    layout->addStretch();
}

bool TopicPage::filter(const QString &search)
{
    const bool isAll = m_title.contains(search.trimmed(), Qt::CaseInsensitive);
    bool hasAny = false;
    for (SettingRow *row : m_rows) {
        const bool isWanted = isAll || row->matches(search);
        row->setVisible(isWanted);
        hasAny = hasAny || isWanted;
    }
    return hasAny;
}

void TopicPage::reset()
{
    const auto isStandard = [this](const SettingRow *row) { return m_book.isStandard(row->key()); };
    if (std::all_of(m_rows.begin(), m_rows.end(), isStandard))
        return;
    m_undo.beginMacro(m_title);
    for (const SettingRow *row : m_rows) {
        if (!m_book.isStandard(row->key()))
            m_undo.push(new SettingChange(m_book, row->key(), {}, row->label()));
    }
    m_undo.endMacro();
}

} // namespace watchglass::ui
