package org.helpline.desk;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before the door for small requests: the body of an upload goes to a file as it comes, never as a whole into memory. One per
 * connection, on its event loop; the file is written on the rack's own threads, and no more is read until it is.
 *
 * <p>Whoever may not upload is told so before a byte of the body is taken, and what still comes is dropped until the request is over or
 * its time is: a connection that is closed over unread bytes would take the answer with it (RFC 9112 §9.6). Nothing is left of what
 * is broken off.
 */
final class UploadDoor extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(UploadDoor.class);

    private final Uploads uploads;
    private final RequestDeadline deadline;
    private final Duration patience;
    private @Nullable Coming coming;
    private boolean isDropping;

    UploadDoor(Uploads uploads, RequestDeadline deadline, Duration patience) {
        this.uploads = uploads;
        this.deadline = deadline;
        this.patience = patience;
    }

    /** An upload that is there as a whole, for the next door. Whoever takes it deletes the file. */
    record Uploaded(Request request, Path file, boolean keepAlive) {}

    /** An upload that is answered before it is there; the connection ends after it. */
    record Refused(Reply reply) {}

    /** An upload under way. */
    private static final class Coming {
        private final Request request;
        private final boolean keepAlive;
        private CompletionStage<Path> written;
        private long bytes;
        private int waiting;
        private boolean isWhole;

        private Coming(Request request, boolean keepAlive, CompletionStage<Path> written) {
            this.request = request;
            this.keepAlive = keepAlive;
            this.written = written;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest head && isUpload(head)) {
            begin(ctx, head);
            ReferenceCountUtil.release(message);
        } else if (coming != null && message instanceof HttpContent part) {
            take(ctx, coming, part);
            ReferenceCountUtil.release(message);
        } else if (isDropping) {
            if (message instanceof LastHttpContent) {
                Unawaited.of(ctx.close());
            }
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private static boolean isUpload(HttpRequest head) {
        return head.decoderResult().isSuccess()
                && head.method().equals(HttpMethod.POST)
                && Uploads.PATHS.contains(HttpDoor.path(head.uri()));
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        Request request = HttpDoor.request(ctx, head, "");
        Optional<Reply> refused = uploads.begin(request, HttpUtil.getContentLength(head, -1L));
        if (refused.isPresent()) {
            refuse(ctx, refused.get());
            return;
        }
        if (HttpUtil.is100ContinueExpected(head)) {
            Unawaited.of(
                    ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE)));
        }
        deadline.allow(ctx, patience.toMillis());
        coming = new Coming(
                request,
                HttpUtil.isKeepAlive(head),
                CompletableFuture.supplyAsync(this::draft, uploads.rack().own()));
    }

    private Path draft() {
        try {
            return uploads.rack().draft();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(ChannelHandlerContext ctx, Coming upload, HttpContent part) {
        if (upload.isWhole) {
            Unawaited.of(ctx.close()); // pipelined: no browser does it
            return;
        }
        upload.bytes += part.content().readableBytes();
        if (part.decoderResult().isFailure() || uploads.isTooLarge(upload.bytes)) {
            breakOff();
            refuse(
                    ctx,
                    part.decoderResult().isFailure()
                            ? Reply.error(400, "This is no HTTP request.")
                            : uploads.tooLarge());
            return;
        }
        if (part.content().isReadable()) {
            write(ctx, upload, ByteBufUtil.getBytes(part.content()));
        }
        if (part instanceof LastHttpContent) {
            upload.isWhole = true;
            upload.written.whenCompleteAsync((file, failure) -> whole(ctx, upload, file, failure), ctx.executor());
        }
    }

    private void write(ChannelHandlerContext ctx, Coming upload, byte[] bytes) {
        upload.waiting++;
        ctx.channel().config().setAutoRead(false);
        upload.written = upload.written.thenApplyAsync(
                file -> {
                    try {
                        return Files.write(file, bytes, StandardOpenOption.APPEND);
                    } catch (IOException e) {
                        Uploads.delete(file);
                        throw new UncheckedIOException(e);
                    }
                },
                uploads.rack().own());
        upload.written.whenCompleteAsync(
                (_, _) -> {
                    upload.waiting--;
                    if (upload.waiting == 0) {
                        ctx.channel().config().setAutoRead(true);
                    }
                },
                ctx.executor());
    }

    private void whole(ChannelHandlerContext ctx, Coming upload, @Nullable Path file, @Nullable Throwable failure) {
        if (coming != upload) {
            return; // broken off in between, which has seen to the file
        }
        coming = null;
        uploads.ended();
        if (file == null) {
            LOG.error("an upload could not be kept", failure);
            ctx.fireChannelRead(new Refused(Reply.error(500, "The file could not be kept here: is the disk full?")));
            Unawaited.of(ctx.close());
            return;
        }
        ctx.fireChannelRead(new Uploaded(upload.request, file, upload.keepAlive));
    }

    private void refuse(ChannelHandlerContext ctx, Reply reply) {
        isDropping = true;
        ctx.channel().config().setAutoRead(true);
        ctx.fireChannelRead(new Refused(reply));
    }

    /** Nothing stays of what has come so far. */
    private void breakOff() {
        Coming upload = coming;
        if (upload != null) {
            coming = null;
            uploads.ended();
            upload.written.thenAcceptAsync(Uploads::delete, uploads.rack().own());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        breakOff();
        ctx.fireChannelInactive();
    }
}
