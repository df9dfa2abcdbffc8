#include "ui/dialogs/setting_change.h"

namespace watchglass::ui {

SettingChange::SettingChange(settings::SettingsBook &book, const QString &key, const QVariant &value,
                             const QString &text)
    : QUndoCommand(text)
    , m_book(book)
    , m_key(key)
    , m_before(book.isStandard(key) ? QVariant() : book.value(key))
    , m_after(value)
{}

bool SettingChange::mergeWith(const QUndoCommand *later)
{
    const auto *other = dynamic_cast<const SettingChange *>(later);
    if (!other || other->m_key != m_key || !other->m_after.isValid())
        return false;
    m_after = other->m_after;
    return true;
}

void SettingChange::put(const QVariant &value) const
{
    if (value.isValid())
        m_book.setValue(m_key, value);
    else
        m_book.reset(m_key);
}

} // namespace watchglass::ui
