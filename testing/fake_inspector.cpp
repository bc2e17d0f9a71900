#include "testing/fake_inspector.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pixferry {

std::vector<std::byte> tiny_webp(std::string_view mark) {
  // RIFF's length counts what follows it: "WEBP", a chunk's name, its length, its bytes.
  const auto chunk_bytes = mark.size() + mark.size() % 2;
  std::string file = "RIFF";
  const auto append_length = [&](std::size_t length) {
    for (int shift = 0; shift < 32; shift += 8) {
      file.push_back(static_cast<char>(length >> shift & 0xff));
    }
  };
  append_length(12 + chunk_bytes);
  file += "WEBPVP8 ";
  append_length(mark.size());
  file.append(mark).append(mark.size() % 2, '\0');
  const auto bytes = std::as_bytes(std::span{file});
  return {bytes.begin(), bytes.end()};
}

Inspection made_up_inspection(const Sha256& sha256) {
  Inspection inspection;
  auto& facts = inspection.facts;
  facts.size = PixelSize{100 + sha256.bytes[0], 100 + sha256.bytes[1]};
  facts.camera.make = "Pixferry";
  facts.camera.model = "Pinhole " + sha256.hex().substr(0, 4);
  facts.thumbhash.assign(reinterpret_cast<const char*>(sha256.bytes.data()), 24);
  facts.thumbnails = ThumbnailState::done;
  for (const int size : kThumbnailSizes) {
    inspection.thumbnails.push_back({size, tiny_webp(fmt::format("{} {}", sha256.hex(), size))});
  }
  return inspection;
}

void FakeInspector::answer_next(Result<Inspection> answer) {
  answer_next(
      [answer = std::move(answer)](const Context&, const Spool&, ImageType) { return answer; });
}

void FakeInspector::answer_next(Answer answer) {
  const std::lock_guard lock{mutex_};
  scripts_.push_back(std::move(answer));
}

void FakeInspector::answer_all(Answer answer) {
  const std::lock_guard lock{mutex_};
  usual_ = std::move(answer);
}

std::vector<FakeInspector::Seen> FakeInspector::seen() const {
  const std::lock_guard lock{mutex_};
  return seen_;
}

FakeInspector::Answer FakeInspector::take_answer(const Spool& body, ImageType type) {
  const std::lock_guard lock{mutex_};
  seen_.push_back({body.sha256(), type});
  if (scripts_.empty()) return usual_;
  auto answer = std::move(scripts_.front());
  scripts_.pop_front();
  return answer;
}

Result<Inspection> FakeInspector::inspect(const Context& context, const Spool& body,
                                          ImageType type) {
  if (context.is_stopped()) return Error{ErrorCode::stopped, "The work was called off."};
  const auto answer = take_answer(body, type);
  return answer ? answer(context, body, type) : made_up_inspection(body.sha256());
}

}  // namespace pixferry
