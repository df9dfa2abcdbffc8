#pragma once

#include "core/settings/settings_book.h"

#include <QUndoCommand>

namespace watchglass::ui {

/// One setting changed, to be undone. Changes of the same setting one after the other are one: a number that was
/// scrolled to is not undone step by step. Requires: the book outlives it.
class SettingChange : public QUndoCommand
{
public:
    /// A `value` that is not valid stands for the standard.
    SettingChange(settings::SettingsBook &book, const QString &key, const QVariant &value, const QString &text);

    void undo() override { put(m_before); }
    void redo() override { put(m_after); }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand *later) override;

private:
    void put(const QVariant &value) const;

    settings::SettingsBook &m_book;
    const QString m_key;
    const QVariant m_before;
    QVariant m_after;
};

} // namespace watchglass::ui
