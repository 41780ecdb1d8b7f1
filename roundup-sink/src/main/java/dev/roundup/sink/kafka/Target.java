package dev.roundup.sink.kafka;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Companions;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.post.RenderedPost;
import java.util.function.Function;

/** What a sink makes of roundups, and where. */
public record Target(Site site, Function<Roundup, RenderedPost> renderer, Companions companions) {}
