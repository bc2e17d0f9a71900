#include "pipeline/content/inspect/inspector_pool.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/eventfd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "pipeline/content/inspect/decoding_memory.hpp"
#include "pipeline/content/inspect/descriptor_passing.hpp"
#include "pipeline/content/inspect/inspect_children.hpp"

namespace pixferry {

struct InspectorPool::Look {
  InspectionRequest request;
  int file;
  ChildNeed need;
};

Result<std::unique_ptr<InspectorPool>> InspectorPool::open(const Clock& clock,
                                                           InspectorOptions options) {
  FileDescriptor bell{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
  if (!bell) {
    return Error{ErrorCode::inspector_unavailable,
                 fmt::format("The processes that look into images cannot be watched: {}.",
                             ::strerrordesc_np(errno))};
  }
  return std::unique_ptr<InspectorPool>{
      new InspectorPool{clock, std::move(options), std::move(bell)}};
}

InspectorPool::InspectorPool(const Clock& clock, InspectorOptions options, FileDescriptor bell)
    : clock_(clock),
      options_(std::move(options)),
      children_(std::make_unique<InspectChildren>(clock_, options_, std::move(bell))) {}

InspectorPool::~InspectorPool() = default;

Result<Inspection> InspectorPool::inspect(const Context& context, const Spool& body,
                                          ImageType type) {
  if (body.size_bytes() == 0) return Error{ErrorCode::damaged_image, "The file is empty."};
  const auto file = reopened_read_only(body.descriptor());
  if (!file) return file.error();
  const InspectionRequest request{
      .number = 0, .size_bytes = body.size_bytes(), .type = type, .settings = options_.settings};
  ChildNeed need{.memory_bytes = decoding_memory_bytes(file->get(), type)};

  const auto first = look(context, {request, file->get(), need});
  if (const auto* outcome = std::get_if<Result<Inspection>>(&first)) return *outcome;
  need.is_second_look = true;
  const auto second = look(context, {request, file->get(), need});
  if (const auto* outcome = std::get_if<Result<Inspection>>(&second)) return *outcome;
  return Error{ErrorCode::poison,
               fmt::format("Two processes came to their end over this image: {}; then {}. It is "
                           "left alone.",
                           std::get<std::string>(first), std::get<std::string>(second))};
}

InspectorPool::LookEnd InspectorPool::look(const Context& context, const Look& look) {
  auto lent = children_->lend(context, look.need);
  if (!lent) return Result<Inspection>{lent.error()};
  auto& child = lent->connection();
  const auto latest = clock_.steady() + options_.file_time_max;
  const auto reply = child.ask(context.until(latest), look.request, look.file);
  if (reply) {
    const bool is_worn = child.answers() >= options_.images_per_child_max;
    if (reply->outcome && !is_worn) lent->keep();
    return reply->outcome;
  }
  const auto& error = reply.error();
  if (error.code == ErrorCode::stopped) return Result<Inspection>{error};
  if (error.code != ErrorCode::timeout) return error.message;
  if (clock_.steady() < context.deadline) {
    return fmt::format("it took longer than {}", options_.file_time_max);
  }
  return Result<Inspection>{Error{ErrorCode::timeout, "No time was left to look into the image."}};
}

}  // namespace pixferry
