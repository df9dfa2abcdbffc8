#pragma once

#include "ui/dialogs/setting_row.h"

class QUndoStack;

namespace watchglass::ui {

/// A page of the settings dialog.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    /// Shows only what has to do with it; an empty text shows all. Whether there is anything.
    virtual bool filter(const QString &search) = 0;
    /// Everything of it back to the standard.
    virtual void reset() = 0;
};

/// The settings of one topic as rows. What is chosen goes through the undo stack.
/// Thread: GUI. Requires: book and stack outlive it.
class TopicPage : public SettingsPage
{
    Q_OBJECT

public:
    TopicPage(settings::SettingsBook &book, const SettingsTopic &topic, QUndoStack &undo);

    QString title() const override { return m_title; }
    bool filter(const QString &search) override;
    void reset() override;
    const std::vector<SettingRow *> &rows() const { return m_rows; }

private:
    settings::SettingsBook &m_book;
    QUndoStack &m_undo;
    const QString m_title;
    std::vector<SettingRow *> m_rows;
};

} // namespace watchglass::ui
