#pragma once

#include "core/settings/settings_book.h"
#include "ui/dialogs/setting_texts.h"

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace watchglass::ui {

/// One setting: what it is called, a control that suits its type, what it means, and a button back to the standard.
/// Follows the book, whoever changes it.
/// Thread: GUI. Requires: the book outlives it.
class SettingRow : public QWidget
{
    Q_OBJECT

public:
    SettingRow(settings::SettingsBook &book, SettingText text, QWidget *parent = nullptr);

    const QString &key() const { return m_text.key; }
    const QString &label() const { return m_text.label; }
    QWidget &control() const { return *m_control; }
    /// Whether each of the words stands in what is said of it.
    bool matches(const QString &search) const;

Q_SIGNALS:
    /// The operator chose. An invalid value asks for the standard.
    void chosen(const QString &key, const QVariant &value);

private:
    QWidget *makeControl();
    QWidget *makeSwitch();
    QWidget *makeNumber(const settings::SettingRule &rule);
    QWidget *makePart(const settings::SettingRule &rule);
    QWidget *makeChoice();
    QWidget *makeText(const settings::SettingRule &rule);
    void browse();
    void showHint(const QString &hint);
    void showValue();

    settings::SettingsBook &m_book;
    const SettingText m_text;
    std::function<void(const QVariant &)> m_show; ///< Puts a value into the control.
    QWidget *m_control;
    QLabel *m_hint;
    QToolButton *m_reset;
};

} // namespace watchglass::ui
