#pragma once

#include "app/watchglass/alarm_outputs.h"

#include <QByteArray>

#include <memory>

class QAudioSink;
class QBuffer;

namespace watchglass::app {

/// Plays alarms on the system's default audio device, which may come and go. Looks for it with the first sound and not
/// before: without a display there is nobody to hear, and nothing is looked for.
class AudioVoice final : public AlarmVoice
{
public:
    AudioVoice();
    ~AudioVoice() override;

    void sound(AlarmPriority priority) override;
    void stop() override;
    QString problem() const override { return m_problem; }

private:
    std::unique_ptr<QBuffer> m_buffer;
    std::unique_ptr<QAudioSink> m_sink;
    QByteArray m_bytes;
    QString m_problem;
};

} // namespace watchglass::app
