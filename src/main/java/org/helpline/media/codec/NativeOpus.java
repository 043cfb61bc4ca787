package org.helpline.media.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.helpline.sdp.OpusTerms;

/**
 * Opus by the system's libopus. Each coder owns one block of native memory beside the library's state, and gives both back when it is closed.
 *
 * @see <a href="https://opus-codec.org/docs/opus_api-1.3.1/">Opus 1.3.1 API</a>
 */
@SuppressWarnings("restricted") // calls libopus by its documented names; the launcher enables native access
final class NativeOpus implements Opus {

    private static final String LIBRARY = "libopus.so.0";
    private static final int VOIP = 2048;
    private static final int SET_BITRATE = 4002;
    private static final int SET_COMPLEXITY = 4010;
    private static final int SET_INBAND_FEC = 4012;
    private static final int SET_PACKET_LOSS = 4014;
    private static final int SET_DTX = 4016;
    private static final int NOTHING_TO_SEND = 2; // bytes, or fewer

    private final MethodHandle malloc;
    private final MethodHandle free;
    private final MethodHandle encoderCreate;
    private final MethodHandle encoderDestroy;
    private final MethodHandle encoderSet;
    private final MethodHandle encode;
    private final MethodHandle decoderCreate;
    private final MethodHandle decoderDestroy;
    private final MethodHandle decode;
    private final String name;
    private final AtomicInteger open = new AtomicInteger();

    private NativeOpus(SymbolLookup library) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MemoryLayout address = ValueLayout.ADDRESS;
        MemoryLayout whole = ValueLayout.JAVA_INT;
        SymbolLookup c = linker.defaultLookup();
        malloc = handle(c, "malloc", FunctionDescriptor.of(address, ValueLayout.JAVA_LONG));
        free = handle(c, "free", FunctionDescriptor.ofVoid(address));
        encoderCreate =
                handle(library, "opus_encoder_create", FunctionDescriptor.of(address, whole, whole, whole, address));
        encoderDestroy = handle(library, "opus_encoder_destroy", FunctionDescriptor.ofVoid(address));
        encoderSet = linker.downcallHandle(
                library.find("opus_encoder_ctl").orElseThrow(),
                FunctionDescriptor.of(whole, address, whole, whole),
                Linker.Option.firstVariadicArg(2));
        encode = handle(library, "opus_encode", FunctionDescriptor.of(whole, address, address, whole, address, whole));
        decoderCreate = handle(library, "opus_decoder_create", FunctionDescriptor.of(address, whole, whole, address));
        decoderDestroy = handle(library, "opus_decoder_destroy", FunctionDescriptor.ofVoid(address));
        decode = handle(
                library, "opus_decode", FunctionDescriptor.of(whole, address, address, whole, address, whole, whole));
        MethodHandle version = handle(library, "opus_get_version_string", FunctionDescriptor.of(address));
        name = ((MemorySegment) version.invokeExact()).reinterpret(64).getString(0);
    }

    private static MethodHandle handle(SymbolLookup library, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(library.find(name).orElseThrow(), type);
    }

    /** The library, if the system has it. */
    static Optional<NativeOpus> load() {
        try {
            return Optional.of(new NativeOpus(SymbolLookup.libraryLookup(LIBRARY, Arena.global())));
        } catch (Throwable e) { // invokeExact declares it; whatever it was, we go on without
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** Coders that have not been closed. */
    int open() {
        return open.get();
    }

    @Override
    public Encoder encoder(int rate, OpusTerms terms) {
        return new NativeEncoder(rate, terms);
    }

    @Override
    public Decoder decoder(int rate) {
        return new NativeDecoder(rate);
    }

    /** Room for the samples and, behind them, the packet. */
    private final class Room {
        private final MemorySegment samples;
        private final MemorySegment packet;

        Room(int rate) throws Throwable {
            long bytes = 2L * Samples.MOST * Math.max(1, rate / Samples.RATE);
            MemorySegment block = ((MemorySegment) malloc.invokeExact(bytes + OpusDecoding.MOST_PACKET))
                    .reinterpret(bytes + OpusDecoding.MOST_PACKET);
            samples = block.asSlice(0, bytes);
            packet = block.asSlice(bytes);
            open.incrementAndGet();
        }

        void put(ByteBuffer from, int at, int bytes) {
            for (int i = 0; i < bytes; i++) {
                packet.set(ValueLayout.JAVA_BYTE, i, from.get(at + i));
            }
        }

        void giveBack() throws Throwable {
            free.invokeExact(samples);
            open.decrementAndGet();
        }
    }

    private final class NativeEncoder implements Encoder {
        private final Room room;
        private final MemorySegment state;
        private boolean closed;

        NativeEncoder(int rate, OpusTerms terms) {
            try {
                room = new Room(rate);
                state = (MemorySegment) encoderCreate.invokeExact(rate, 1, VOIP, MemorySegment.NULL);
                set(SET_BITRATE, Math.min(terms.bitrate(), OpusTerms.USUAL_BITRATE));
                set(SET_COMPLEXITY, COMPLEXITY);
                set(SET_INBAND_FEC, terms.correctsErrors() ? 1 : 0);
                set(SET_PACKET_LOSS, terms.correctsErrors() ? EXPECTED_LOSS : 0);
                set(SET_DTX, terms.pausesInSilence() ? 1 : 0);
            } catch (Throwable e) {
                throw failed("opus_encoder_create", e);
            }
        }

        private void set(int what, int value) throws Throwable {
            int _ = (int) encoderSet.invokeExact(state, what, value);
        }

        @Override
        public int encode(short[] pcm, int at, int samples, ByteBuffer to, int offset) {
            if (closed) {
                throw new IllegalStateException("the encoder is closed");
            }
            MemorySegment.copy(pcm, at, room.samples, ValueLayout.JAVA_SHORT, 0, samples);
            try {
                int bytes =
                        (int) encode.invokeExact(state, room.samples, samples, room.packet, OpusDecoding.MOST_PACKET);
                for (int i = 0; i < bytes; i++) {
                    to.put(offset + i, room.packet.get(ValueLayout.JAVA_BYTE, i));
                }
                return bytes <= NOTHING_TO_SEND ? 0 : bytes;
            } catch (Throwable e) {
                throw failed("opus_encode", e);
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                try {
                    encoderDestroy.invokeExact(state);
                    room.giveBack();
                } catch (Throwable e) {
                    throw failed("opus_encoder_destroy", e);
                }
            }
        }
    }

    private final class NativeDecoder extends OpusDecoding {
        private final Room room;
        private final MemorySegment state;
        private boolean closed;

        NativeDecoder(int rate) {
            super(rate);
            try {
                room = new Room(rate);
                state = (MemorySegment) decoderCreate.invokeExact(rate, 1, MemorySegment.NULL);
            } catch (Throwable e) {
                throw failed("opus_decoder_create", e);
            }
        }

        @Override
        void load(ByteBuffer packet, int from, int bytes) {
            room.put(packet, from, bytes);
        }

        @Override
        int run(int bytes, int most, boolean fromNext, short[] to, int at) {
            if (closed) {
                throw new IllegalStateException("the decoder is closed");
            }
            try {
                MemorySegment data = bytes == 0 ? MemorySegment.NULL : room.packet;
                int space = Math.min(most, to.length - at);
                int made = (int) decode.invokeExact(state, data, bytes, room.samples, space, fromNext ? 1 : 0);
                if (made > 0) {
                    MemorySegment.copy(room.samples, ValueLayout.JAVA_SHORT, 0, to, at, made);
                }
                return Math.max(0, made); // negative: no Opus
            } catch (Throwable e) {
                throw failed("opus_decode", e);
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                try {
                    decoderDestroy.invokeExact(state);
                    room.giveBack();
                } catch (Throwable e) {
                    throw failed("opus_decoder_destroy", e);
                }
            }
        }
    }

    private static IllegalStateException failed(String function, Throwable cause) {
        return new IllegalStateException(function + " failed", cause);
    }
}
