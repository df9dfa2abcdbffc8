#include "app/watchglass/audio_voice.h"

#include "core/alarm/sound_pattern.h"

#include <QAudioDevice>
#include <QAudioFormat>
#include <QAudioSink>
#include <QBuffer>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMediaDevices>

namespace watchglass::app {

AudioVoice::AudioVoice() = default;

AudioVoice::~AudioVoice()
{
    stop();
}

void AudioVoice::sound(AlarmPriority priority)
{
    if (QGuiApplication::platformName() == QLatin1String("offscreen"))
        return;
    stop();
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    QAudioFormat format;
    format.setSampleRate(alarm::soundRateHz);
    format.setChannelCount(1);
    format.setSampleFormat(QAudioFormat::Int16);
    if (device.isNull() || !device.isFormatSupported(format)) {
        m_problem = QCoreApplication::translate("AlarmVoice", "no audio device: alarms are silent");
        return;
    }
    m_problem.clear();
    const std::vector<std::int16_t> samples = alarm::soundPattern(priority);
    m_bytes = QByteArray(reinterpret_cast<const char *>(samples.data()),
                         static_cast<qsizetype>(samples.size() * sizeof(std::int16_t)));
    m_buffer = std::make_unique<QBuffer>(&m_bytes);
    m_buffer->open(QIODevice::ReadOnly);
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->start(m_buffer.get());
}

void AudioVoice::stop()
{
    if (m_sink)
        m_sink->stop();
    m_sink.reset();
    m_buffer.reset();
}

} // namespace watchglass::app
